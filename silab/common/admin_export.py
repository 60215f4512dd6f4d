"""The export of an admin's list. Apart from the admin, because it loads libraries that no other page needs."""

from import_export.admin import ExportMixin
from import_export.formats.base_formats import XLSX
from import_export.resources import ModelResource, modelresource_factory

from silab.common.text import search_key


class RecordResource(ModelResource):
    """What is exported of a record: every field, under the words that its form shows."""

    def get_export_headers(self, selected_fields=None):
        """Return the fields' words in the reader's language."""
        names = super().get_export_headers(selected_fields)
        words = {field.name: field.verbose_name for field in self._meta.model._meta.fields}
        return [str(words.get(name, name)) for name in names]


class RecordExport(ExportMixin):
    """Exports what the admin's list shows, at once and as XLSX."""

    skip_export_form = True
    export_formats = [XLSX]

    def get_resource_classes(self, request):
        """Return what is exported; all fields unless the admin names its resources."""
        return self.resource_classes or [modelresource_factory(self.model, resource_class=RecordResource)]

    def get_export_filename(self, request, queryset, file_format):
        """Name the file after the records: "omavalitsused-2026-11-22.xlsx"."""
        name = super().get_export_filename(request, queryset, file_format)
        words = search_key(str(self.opts.verbose_name_plural)).replace(" ", "-")
        return name.replace(self.model.__name__, words, 1)


def with_export(admin):
    """Return the same admin, able to export: its search, filters and order are the export's too."""
    kind = type(f"{type(admin).__name__}WithExport", (RecordExport, type(admin)), {})
    return kind(admin.model, admin.admin_site)
