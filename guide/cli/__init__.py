"""THE OTHER DOOR: the guide command."""


def main() -> None:
    """Run the guide command."""
