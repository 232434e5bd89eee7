"""Programs that read pages and say so; they are not counted as readers."""

import re

_KNOWN = re.compile(
    r"(?<!cu)bot\b|bot[/_-]|crawl|spider|slurp|scrap|preview|facebookexternalhit|embedly|mediapartners"
    r"|curl|wget|python|httpx|aiohttp|okhttp|java/|libwww|perl|ruby|go-http|node-fetch|axios|undici"
    r"|headless|phantomjs|lighthouse|pagespeed|monitor|uptime|pingdom|statuscake|validator|feed",
    re.IGNORECASE,
)


def is_robot(user_agent: str) -> bool:
    """Tell whether a User-Agent is a known program's; one that says nothing counts as one."""
    return not user_agent.strip() or _KNOWN.search(user_agent[:500]) is not None
