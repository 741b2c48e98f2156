package io.holdfast.postgrestools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerEndpointListTest {

    private static final String APP = "holdfast.databases.app";

    private static ServerEndpointList read(String host, int port) {
        return ServerEndpointList.of(APP, host, port);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "db.example | 5432 | db.example:5432",
                "\"  db.example \t\" | 5433 | db.example:5433",
                "db.example. | 5432 | db.example:5432",
                "db.example:6432 | 5432 | db.example:6432",
                "db.example:6432 | 6432 | db.example:6432",
                "db_1.example-2 | 5432 | db_1.example-2:5432",
                "bücher.example | 5432 | xn--bcher-kva.example:5432",
                "192.0.2.7 | 5432 | 192.0.2.7:5432",
                "::1 | 5432 | [::1]:5432",
                "[::1] | 5432 | [::1]:5432",
                "[::1]:6432 | 5432 | [::1]:6432",
                "2001:DB8::7 | 5432 | [2001:db8::7]:5432",
                "fe80::1%eth0 | 5432 | [fe80::1%eth0]:5432",
                "[FE80::1%Eth0] | 5432 | [fe80::1%Eth0]:5432",
                "/var/run/postgresql | 5432 | /var/run/postgresql/.s.PGSQL.5432",
                "/var/run/postgresql/ | 5433 | /var/run/postgresql/.s.PGSQL.5433",
                "/tmp/.s.PGSQL.5433 | 5432 | /tmp/.s.PGSQL.5433",
                "\"a, b:5433 ,[::1],/tmp\" | 5432 | \"a:5432, b:5433, [::1]:5432, /tmp/.s.PGSQL.5432\"",
                "\"a,a.\" | 5432 | a:5432"
            })
    void a_host_is_read_as_people_write_it(String host, int port, String shown) {
        assertThat(read(host, port).shown()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\" | .host is empty",
                "\"  \" | .host is empty",
                "postgres://u:s3cret@db.example/app | .host is a URL",
                "jdbc:postgresql:app | .host is a URL",
                "host=db.example password=s3cret | .host is a connection string",
                "app:s3cret@db.example | .host contains '@'",
                "@abstract | .host is an abstract Unix socket",
                "\"a,,b\" | .host has an empty entry",
                "\"a,\" | .host has an empty entry",
                "db example | .host 'db example' is not a host name",
                "-d | .host '-d' is not a host name",
                "./run | .host './run' is not a host name",
                "%2Frun | .host '%2Frun' is not a host name",
                "[::1 | .host '[::1' is not a host name",
                "[db.example] | .host '[db.example]' is not a host name",
                "1:2:3 | .host '1:2:3' is not a host name",
                "db.example:70000 | .host has the port 70000",
                "db.example:0 | .host has the port 0",
                "db.example: | .host 'db.example:' is not a host name",
                "db..example | .host 'db..example' is not a host name"
            })
    void an_invalid_host_is_refused_with_the_settings_name_and_without_a_secret(String host, String words) {
        assertThatThrownBy(() -> read(host, 5432))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(APP + words)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void two_different_ports_are_refused() {
        assertThatThrownBy(() -> read("db.example:6432", 5433))
                .hasMessage("holdfast.databases.app.host has the port 6432, but holdfast.databases.app.port is 5433."
                        + " Set the port in one place only.");
    }

    @Test
    void a_port_that_is_none_is_refused_by_its_own_name() {
        assertThatThrownBy(() -> read("db.example", 0))
                .hasMessage("holdfast.databases.app.port is 0. Set a port from 1 to 65535.");
    }

    @Test
    void a_socket_with_too_long_a_path_is_refused() {
        assertThatThrownBy(() -> read("/" + "x".repeat(100), 5432))
                .hasMessageContaining("a Unix socket whose path has 115 bytes")
                .hasMessageContaining("localhost");
    }

    @ParameterizedTest
    @CsvSource({"DB.example,' db.example.'", "::1,[::1]", "'a,b','b,a'"})
    void two_spellings_of_one_place_have_one_key(String one, String other) {
        assertThat(read(one, 5432).key()).isEqualTo(read(other, 5432).key());
    }

    @Test
    void lists_meet_where_they_share_a_place() {
        assertThat(read("a,b", 5432).meets(read("B", 5432))).isTrue();
        assertThat(read("a,b", 5432).meets(read("b", 5433))).isFalse();
    }

    @Test
    void programs_are_not_started_while_one_of_several_hosts_has_to_be_chosen() {
        DatabaseConnection open = DatabaseConnection.to(read("a,b", 5432), "backup", "app");

        assertThatThrownBy(open::parameters)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("holdfast.databases.app.host");
    }
}
