"""The triggers that keep the log append-only."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from videre.web.audit.guards import put_guards, take_guards


def put(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    put_guards(editor.connection)


def take(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    take_guards(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_seals")]
    operations = [migrations.RunPython(put, take)]
