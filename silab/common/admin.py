"""The admin that every record of the portal shares: who made it, its history, search instead of long
drop-downs, and its list as XLSX or CSV."""

from django.contrib import admin
from django.db.models import ForeignKey, URLField
from django.urls import path
from simple_history.admin import SimpleHistoryAdmin

from silab.common.models import Named
from silab.common.text import search_key

FIELDS: dict = {URLField: {"assume_scheme": "https"}}


class PicksBySearch:
    """Shows a relation as a search field wherever the other model's admin can be searched."""

    def get_autocomplete_fields(self, request):
        """Return the named fields, and every relation to a model whose admin has search fields."""
        found = [field.name for field in self.model._meta.get_fields() if self._is_searched(field)]
        return [*self.autocomplete_fields, *(name for name in found if name not in self.autocomplete_fields)]

    def _is_searched(self, field):
        if field.auto_created or not (field.many_to_one or field.one_to_one or field.many_to_many):
            return False
        other = self.admin_site._registry.get(field.related_model)
        return other is not None and bool(other.search_fields)


class RecordInline(PicksBySearch, admin.TabularInline):
    """Records edited on the page of the record that they belong to."""

    extra = 0
    formfield_overrides = FIELDS


class RecordAdmin(PicksBySearch, SimpleHistoryAdmin):
    """The admin of a `Recorded` model."""

    formfield_overrides = FIELDS
    list_per_page = 50
    show_full_result_count = False
    change_list_template = "admin/record_list.html"
    object_history_list_template = "admin/record_history.html"

    def __init__(self, model, admin_site):
        # What has a name is found by it, here and in every form that points at it.
        if not self.search_fields and issubclass(model, Named):
            self.search_fields = ("search_key",)
        super().__init__(model, admin_site)

    def save_model(self, request, obj, form, change):
        """Save the record with its maker."""
        _sign(obj, request.user)
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        """Save the records of an inline with their maker."""
        for child in formset.forms:
            _sign(child.instance, request.user)
        super().save_formset(request, form, formset, change)

    def get_list_select_related(self, request):
        """Return the relations that the list shows, so that it costs one query."""
        if self.list_select_related is not False:
            return self.list_select_related
        fields = {field.name: field for field in self.model._meta.fields}
        shown = [name for name in self.get_list_display(request) if isinstance(name, str)]
        return [name for name in shown if isinstance(fields.get(name), ForeignKey)] or False

    def get_search_results(self, request, queryset, search_term):
        """Search names without case and diacritics: "oismae" finds Õismäe."""
        if any(field.endswith("search_key") for field in self.get_search_fields(request)):
            search_term = search_key(search_term)
        return super().get_search_results(request, queryset, search_term)

    def get_urls(self):
        """Return the admin's addresses, the export's before those that take any word for a record's key."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        return [path("export/", self.admin_site.admin_view(self.export), name=name), *super().get_urls()]

    def export(self, request):
        """Answer the list as XLSX."""
        # It brings openpyxl, which every web process would carry otherwise.
        from silab.common.admin_export import with_export

        return with_export(self).export_action(request)


def _sign(record, user):
    if record._state.adding and hasattr(record, "created_by_id") and record.created_by_id is None:
        record.created_by = user
