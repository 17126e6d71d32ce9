"""The workbench: a case looked at and reviewed in a browser. `create_app` makes the application."""
