"""The blueprint that the views of this folder hang on."""

from flask import Blueprint

bp = Blueprint("signup", __name__, url_prefix="/tilmeld")
