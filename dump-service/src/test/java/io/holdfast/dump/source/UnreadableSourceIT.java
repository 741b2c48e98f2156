package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.FailureReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real dumps of databases with damaged data, and of databases with other errors. */
@Timeout(900)
class UnreadableSourceIT {

    private final SourceFixture source = SourceFixture.german();

    @Test
    void missing_toast_chunks_are_reported_as_damage_with_the_table() throws Exception {
        source.database(
                "damaged",
                "create table pages (id int, body text)",
                "alter table pages alter body set storage external",
                "insert into pages select n, repeat(md5(n::text), 1000) from generate_series(1, 300) n",
                "create extension pg_surgery",
                "select heap_force_kill(reltoastrelid, array['(0,1)']::tid[]) from pg_class where relname = 'pages'");

        DumpFailure failure = source.failure(source.role("reader", "damaged"));
        assertThat(failure.failure()).isEqualTo(FailureReason.SOURCE_DAMAGED);
        assertThat(failure.message()).contains("'public.pages'", "XX001", "Keep the older backups");
        assertThat(failure.sqlState()).contains("XX001");
    }

    /** The server reports "cache lookup failed", although nothing on its disk is damaged. */
    @Test
    void a_dangling_catalog_entry_is_unrecognised_and_not_damage() throws Exception {
        source.database(
                "dangling",
                "create function once() returns int language sql as 'select 1'",
                "create table uses (id int default once())",
                "delete from pg_proc where proname = 'once'");

        DumpFailure failure = source.failure(source.superuser("dangling"));
        assertThat(failure.failure()).isEqualTo(FailureReason.UNRECOGNISED);
        assertThat(failure.message()).contains("exit status 1");
    }
}
