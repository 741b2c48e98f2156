package io.holdfast.postgrestools;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses one server address if a connection allows several: a list of hosts, or a name with several addresses. Related sessions and
 * programs then use the same address. Otherwise a dump could come from one server, and the queries that judge it from another.
 */
final class ChooseServerEndpoint {

    /** {@code sqlclient_unable_to_establish_sqlconnection}. */
    private static final String NO_CONNECTION = "08001";

    private static final String STARTING = "57P03";

    /** SQLSTATEs of a server that answered: the password is missing, or a pooler refuses parameters. */
    private static final Set<String> ANSWERS = Set.of("08004", "08P01");

    private ChooseServerEndpoint() {}

    /** Signs in to a candidate. */
    interface Look {

        /**
         * Whether the server is a standby.
         *
         * @param at a connection to one address
         */
        boolean isStandby(DatabaseConnection at) throws SQLException;
    }

    /**
     * Returns the first address that answers as a primary, otherwise the first that answers. If only one address is possible, no server is
     * queried.
     *
     * @throws SQLException if no name can be resolved, no server answers, or one of them refuses
     */
    static DatabaseConnection of(DatabaseConnection to, Look look) throws SQLException {
        List<DatabaseConnection> candidates = candidates(to);
        return candidates.size() == 1 ? candidates.getFirst() : chosen(candidates, look);
    }

    private static DatabaseConnection chosen(List<DatabaseConnection> candidates, Look look) throws SQLException {
        Optional<DatabaseConnection> standby = Optional.empty();
        List<SQLException> failures = new ArrayList<>();
        for (DatabaseConnection candidate : candidates) {
            try {
                if (!look.isStandby(candidate)) {
                    return candidate;
                }
                standby = standby.or(() -> Optional.of(candidate));
            } catch (SQLException e) {
                if (!isAway(e)) {
                    throw e;
                }
                failures.add(e);
            }
        }
        if (standby.isPresent()) {
            return standby.get();
        }
        throw mostSpecific(failures);
    }

    /** A server that refuses a role or a database is the intended one, so no other address is tried. */
    private static boolean isAway(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.equals(STARTING) || (state.startsWith("08") && !ANSWERS.contains(state));
    }

    private static SQLException mostSpecific(List<SQLException> failures) {
        return failures.stream()
                .filter(failure -> failure instanceof TlsRefusedException || STARTING.equals(failure.getSQLState()))
                .findFirst()
                .orElseGet(failures::getFirst);
    }

    /** One candidate for each address of each host, in their order. */
    private static List<DatabaseConnection> candidates(DatabaseConnection to) throws SQLException {
        Set<ServerEndpoint> endpoints = new LinkedHashSet<>();
        Optional<UnknownHostException> unknown = Optional.empty();
        for (ServerEndpoint endpoint : to.server().endpoints()) {
            try {
                endpoints.addAll(addresses(endpoint));
            } catch (UnknownHostException e) {
                unknown = unknown.or(() -> Optional.of(e));
            }
        }
        if (endpoints.isEmpty()) {
            throw new NotConnectedException(
                    new SQLException("the host name cannot be resolved", NO_CONNECTION, unknown.orElseThrow()),
                    to.password().isPresent());
        }
        return endpoints.stream().map(to::at).toList();
    }

    private static List<ServerEndpoint> addresses(ServerEndpoint endpoint) throws UnknownHostException {
        if (endpoint.isSocket() || endpoint.address().isPresent()) {
            return List.of(endpoint);
        }
        return Arrays.stream(InetAddress.getAllByName(endpoint.host()))
                .map(endpoint::at)
                .toList();
    }
}
