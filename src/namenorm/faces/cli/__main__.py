"""`python -m namenorm.faces.cli`: the same as the command `namenorm`."""

from namenorm.faces.cli import main

main()
