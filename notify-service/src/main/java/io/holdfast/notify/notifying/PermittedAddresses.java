package io.holdfast.notify.notifying;

import io.holdfast.settings.sink.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which addresses a sink may be connected to. Without any permission only those of the public internet, so that nobody who
 * names a sink, or the name server behind it, reaches what is only meant for neighbours.
 *
 * @param ownNetworks whether loopback and private networks are permitted
 * @param allowed ranges that are permitted whatever they are
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

    /** Where clouds keep their metadata, which also lies in ranges that would be private. */
    private static final List<Network> METADATA =
            networks("169.254.0.0/16", "fe80::/10", "fd00:ec2::/32", "100.100.100.200", "192.0.0.192");

    /** The special-purpose registries of IANA: RFC 6890 and what came after it. */
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

    /** Ranges of IPv6 that hold an address of IPv4, with the place where it begins. */
    private static final List<Holding> HOLDING = List.of(
            new Holding(Network.parse("64:ff9b::/96"), 12),
            new Holding(Network.parse("2002::/16"), 2),
            new Holding(Network.parse("::/96"), 12));

    private record Holding(Network network, int at) {}

    public PermittedAddresses {
        allowed = List.copyOf(allowed);
    }

    /** Why this address is not connected to; empty where it may be. */
    public Optional<String> refusal(InetAddress address) {
        if (isIn(allowed, address)) {
            return Optional.empty();
        }
        if (isIn(METADATA, address)) {
            return Optional.of("it is link-local or a cloud's metadata");
        }
        if (isIn(PRIVATE, address)) {
            return ownNetworks ? Optional.empty() : Optional.of("it is private");
        }
        if (isIn(SPECIAL, address)) {
            return Optional.of("it belongs to no host of the internet");
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
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static boolean isIn(List<Network> networks, InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::parse).toList();
    }
}
