"""/api/v1: the guide for programs; one file a subject, described in OpenAPI from the same code."""

from flask import Blueprint

from guide.web.api import (
    categories,
    changes,
    companies,
    events,
    figures,
    match,
    openapi,
    page,
    places,
    rankings,
    search,
    suggest,
)
from guide.web.api.answering import add_operation, setup_answers
from guide.web.api.operations import Operation

OPERATIONS: tuple[Operation, ...] = (
    *search.OPERATIONS,
    *suggest.OPERATIONS,
    *companies.OPERATIONS,
    *figures.OPERATIONS,
    *categories.OPERATIONS,
    *places.OPERATIONS,
    *rankings.OPERATIONS,
    *events.OPERATIONS,
    *changes.OPERATIONS,
    *match.OPERATIONS,
)

bp = Blueprint("api", __name__, url_prefix="/api/v1")
setup_answers(bp)
for operation in OPERATIONS:
    add_operation(bp, operation)
openapi.add_to(bp, OPERATIONS)
page_bp = page.page(OPERATIONS)
