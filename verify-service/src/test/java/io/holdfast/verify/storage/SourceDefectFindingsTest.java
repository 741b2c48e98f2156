package io.holdfast.verify.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.Finding;
import io.holdfast.store.DumpOmission;
import io.holdfast.store.Manifest;
import org.junit.jupiter.api.Test;

class SourceDefectFindingsTest {

    @Test
    void what_the_dump_omitted_stands_beside_what_the_source_has_broken() {
        Manifest manifest =
                Manifest.parse("""
                        {"version": 1, "backup": "7fe44465-8b38-5bd1-8c43-eddd7d19facb", "attempt": 1, "database": "app",
                         "databaseName": "app", "kind": "full", "startedAt": "2026-05-18T02:00:00Z",
                         "finishedAt": "2026-05-18T02:00:10Z", "tables": [], "extensions": [], "restore": [],
                         "faults": [{"kind": "index", "schema": "public", "table": "people", "name": "by_name"}],
                         "omissions": [{"kind": "%s", "count": 1, "names": ["fed_app on head_office"]}]}""".formatted(DumpOmission.MAPPING_OPTIONS)).orElseThrow();

        assertThat(SourceDefectFindings.of(manifest))
                .extracting(Finding::code)
                .containsExactly("source_index_invalid", "user_mapping_without_options");
    }
}
