package io.holdfast.dump.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.events.FailureReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real dumps of databases that the server cannot read, told apart from those that it can. */
@Timeout(180)
class UnreadableSourceIT {

    private final SourceFixture source = SourceFixture.german();

    @Test
    void a_value_whose_pieces_are_missing_is_damage_and_its_table_is_named() throws Exception {
        source.database(
                "damaged",
                "create table pages (id int, body text)",
                "alter table pages alter body set storage external",
                "insert into pages select n, repeat(md5(n::text), 1000) from generate_series(1, 300) n",
                "create extension pg_surgery",
                "select heap_force_kill(reltoastrelid, array['(0,1)']::tid[]) from pg_class where relname = 'pages'");

        DumpFailure failure = source.failure(source.role("reader", "damaged"));
        assertThat(failure.failure()).isEqualTo(FailureReason.SOURCE_DAMAGED);
        assertThat(failure.message()).contains("'public.pages'", "XX001", "older backups");
        assertThat(failure.sqlState()).contains("XX001");
    }

    /** "cache lookup failed" is what a server says of it, and nothing on its disk is wrong. */
    @Test
    void a_dangling_entry_of_the_catalogs_is_unrecognised_and_no_damage() throws Exception {
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
