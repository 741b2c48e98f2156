package io.holdfast.restoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComplaintsTest {

    @Test
    void a_setting_that_pg_restore_itself_makes_does_no_harm() {
        Complaints complaints = Complaints.read("""
                pg_restore: while INITIALIZING:
                pg_restore: error: could not execute query: ERROR:  unrecognized configuration parameter "transaction_timeout"
                """, List.of());

        assertThat(complaints.errors()).isEmpty();
        assertThat(complaints.warnings()).hasSize(1);
    }

    @Test
    void rows_that_need_a_setting_are_an_error() {
        Complaints complaints = Complaints.read("""
                pg_restore: while PROCESSING TOC:
                pg_restore: from TOC entry 3340; 0 16390 TABLE DATA orders postgres
                pg_restore: error: COPY failed for table "orders": ERROR:  unrecognized configuration parameter "app.tenant"
                """, List.of());

        assertThat(complaints.entries()).containsExactly(3340);
        assertThat(complaints.errors()).hasSize(1);
    }

    @Test
    void what_a_further_connection_sets_belongs_to_no_entry() {
        Complaints complaints = Complaints.read("""
                pg_restore: from TOC entry 215; 1259 16390 TABLE orders postgres
                pg_restore: error: could not execute query: ERROR:  relation "orders" already exists
                pg_restore: while INITIALIZING:
                pg_restore: error: could not execute query: ERROR:  unrecognized configuration parameter "transaction_timeout"
                """, List.of());

        assertThat(complaints.entries()).containsExactly(215);
        assertThat(complaints.warnings()).hasSize(1);
    }
}
