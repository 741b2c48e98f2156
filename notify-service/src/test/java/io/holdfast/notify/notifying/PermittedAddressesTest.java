package io.holdfast.notify.notifying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.settings.sink.Network;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermittedAddressesTest {

    private static final PermittedAddresses PUBLIC = new PermittedAddresses(false, List.of());
    private static final PermittedAddresses OWN = new PermittedAddresses(true, List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "93.184.216.34",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.1.1",
                "100.63.255.255",
                "100.128.0.1",
                "169.253.0.1",
                "2606:4700:4700::1111",
                "64:ff9b::808:808",
                "2002:808:808::1"
            })
    void public_internet_addresses_are_permitted(String address) throws UnknownHostException {
        assertThat(PUBLIC.refusal(InetAddress.getByName(address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
                "::1", "fc00::1", "fd12:3456::1", "fec0::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
                "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:c0a8:101::1"
            })
    void private_networks_are_permitted_only_if_configured(String address) throws UnknownHostException {
        assertThat(PUBLIC.refusal(InetAddress.getByName(address))).isPresent();
        assertThat(OWN.refusal(InetAddress.getByName(address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.170.2",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "::169.254.169.254",
                "fe80::1",
                "fd00:ec2::254",
                "100.100.100.200",
                "192.0.0.192",
                "0.0.0.0",
                "0.1.2.3",
                "::",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "192.0.2.1",
                "198.18.0.1",
                "203.0.113.1",
                "ff02::1",
                "2001::1",
                "2001:db8::1",
                "100::1",
                "64:ff9b:1::1"
            })
    void metadata_services_and_non_host_addresses_are_never_permitted(String address) throws UnknownHostException {
        assertThat(PUBLIC.refusal(InetAddress.getByName(address))).isPresent();
        assertThat(OWN.refusal(InetAddress.getByName(address))).isPresent();
    }

    @Test
    void only_the_configured_range_is_permitted() throws UnknownHostException {
        PermittedAddresses named = new PermittedAddresses(false, List.of(Network.parse("10.1.2.0/24")));

        assertThat(named.refusal(InetAddress.getByName("10.1.2.255"))).isEmpty();
        assertThat(named.refusal(InetAddress.getByName("10.1.3.0"))).contains("it is a private address");
    }

    /** The text is part of the stored hash of a sink's settings. If it changed, every sink would be detected as changed. */
    @Test
    void the_text_of_permitted_addresses_does_not_change() {
        PermittedAddresses permitted = new PermittedAddresses(true, List.of(Network.parse("10.1.2.0/24")));

        assertThat(permitted)
                .hasToString("PermittedAddresses[ownNetworks=true, allowed=[Network[base=/10.1.2.0, prefix=24]]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.com", "10.0.0.0/33", "10.0.0.0/x", "", "10", "::/129", "10.0.0.0/8/8", "localhost"})
    void an_invalid_range_is_refused_without_a_dns_query(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
