from namenorm.faces.api import create_app

app = create_app()
