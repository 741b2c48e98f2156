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
 * Chooses one address of one server for a connection that leaves it open: a list of hosts, or a name with several addresses. Everything
 * that belongs together uses the same one, so that no dump is made of one server and judged by a look at another.
 */
final class ChooseServerAddress {

    /** {@code sqlclient_unable_to_establish_sqlconnection}. */
    private static final String NO_CONNECTION = "08001";

    private static final String STARTING = "57P03";

    /** A password is missing, or a pooler takes no parameters. */
    private static final Set<String> ANSWERS = Set.of("08004", "08P01");

    private ChooseServerAddress() {}

    /** Signs in where several may be meant. */
    interface Look {

        /**
         * Whether the server is a standby.
         *
         * @param at leads to one address
         */
        boolean isStandby(DatabaseConnection at) throws SQLException;
    }

    /**
     * The first that answers as a primary, or else the first that answers. Nobody is asked where only one can be meant.
     *
     * @throws SQLException if no name is known, no server answers, or one of them refuses
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

    /** A server that refuses a role or a database is the one that is meant, so no other is asked. */
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

    /** One for each address of each host, in their order. */
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
                    new SQLException("no address is known of the host", NO_CONNECTION, unknown.orElseThrow()),
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
