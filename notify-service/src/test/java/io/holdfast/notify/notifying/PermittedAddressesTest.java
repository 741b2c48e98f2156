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
    void the_public_internet_may_be_connected_to(String address) throws UnknownHostException {
        assertThat(PUBLIC.refusal(InetAddress.getByName(address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
                "::1", "fc00::1", "fd12:3456::1", "fec0::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1",
                "64:ff9b::7f00:1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:c0a8:101::1"
            })
    void own_networks_only_where_that_is_meant(String address) throws UnknownHostException {
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
    void metadata_and_what_is_no_host_never(String address) throws UnknownHostException {
        assertThat(PUBLIC.refusal(InetAddress.getByName(address))).isPresent();
        assertThat(OWN.refusal(InetAddress.getByName(address))).isPresent();
    }

    @Test
    void a_range_that_is_named_is_permitted_and_its_neighbour_is_not() throws UnknownHostException {
        PermittedAddresses named = new PermittedAddresses(false, List.of(Network.parse("10.1.2.0/24")));

        assertThat(named.refusal(InetAddress.getByName("10.1.2.255"))).isEmpty();
        assertThat(named.refusal(InetAddress.getByName("10.1.3.0"))).contains("it is a private address");
    }

    /** It is part of the stored hash of a sink's settings: with another text, each sink would count as changed. */
    @Test
    void the_text_of_permissions_stays() {
        PermittedAddresses permitted = new PermittedAddresses(true, List.of(Network.parse("10.1.2.0/24")));

        assertThat(permitted)
                .hasToString("PermittedAddresses[ownNetworks=true, allowed=[Network[base=/10.1.2.0, prefix=24]]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"example.com", "10.0.0.0/33", "10.0.0.0/x", "", "10", "::/129", "10.0.0.0/8/8", "localhost"})
    void what_is_no_range_is_refused_without_asking_a_name_server(String text) {
        assertThatThrownBy(() -> Network.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
