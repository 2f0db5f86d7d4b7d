"""Starts and stops everything the product needs on one machine. Standard library only.

`python -m config.supervisor run` serves; `... exec COMMAND` runs a command beside the services.
"""
