package io.holdfast.notify.notifying;

import io.holdfast.settings.sink.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The addresses to which a sink may connect. By default, these are public internet addresses only. This prevents access to
 * internal services through the URL of a sink or through its name server.
 *
 * @param ownNetworks whether loopback and private networks are permitted
 * @param allowed ranges that are always permitted
 */
public record PermittedAddresses(boolean ownNetworks, List<Network> allowed) {

    private static final List<Network> PRIVATE = networks(
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "::1",
            "fc00::/7",
            "fec0::/10");

    /** Link-local addresses and metadata services of clouds. Some of these addresses are in private ranges. */
    private static final List<Network> METADATA =
            networks("169.254.0.0/16", "fe80::/10", "fd00:ec2::/32", "100.100.100.200", "192.0.0.192");

    /** The special-purpose address registries of IANA (RFC 6890 and its updates). */
    private static final List<Network> SPECIAL = networks(
            "0.0.0.0/8",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/128",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "3fff::/20",
            "5f00::/16",
            "ff00::/8");

    /** IPv6 ranges that embed an IPv4 address, with the offset of this address. */
    private static final List<Holding> HOLDING = List.of(
            new Holding(Network.parse("64:ff9b::/96"), 12),
            new Holding(Network.parse("2002::/16"), 2),
            new Holding(Network.parse("::/96"), 12));

    private record Holding(Network network, int at) {}

    public PermittedAddresses {
        allowed = List.copyOf(allowed);
    }

    /** Returns why this address is not permitted; empty if it is permitted. */
    public Optional<String> refusal(InetAddress address) {
        if (isIn(allowed, address)) {
            return Optional.empty();
        }
        if (isIn(METADATA, address)) {
            return Optional.of("it is a link-local address or the address of a cloud's metadata service");
        }
        if (isIn(PRIVATE, address)) {
            return ownNetworks ? Optional.empty() : Optional.of("it is a private address");
        }
        if (isIn(SPECIAL, address)) {
            return Optional.of("it is not the address of an internet host");
        }
        return held(address).flatMap(this::refusal);
    }

    private static Optional<InetAddress> held(InetAddress address) {
        return HOLDING.stream()
                .filter(holding -> holding.network().contains(address))
                .map(holding -> version4(Arrays.copyOfRange(address.getAddress(), holding.at(), holding.at() + 4)))
                .findFirst();
    }

    private static InetAddress version4(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 bytes are always a valid IPv4 address", e);
        }
    }

    private static boolean isIn(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::parse).toList();
    }
}
