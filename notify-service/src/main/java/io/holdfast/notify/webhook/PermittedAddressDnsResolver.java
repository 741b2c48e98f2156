package io.holdfast.notify.webhook;

import io.holdfast.notify.sending.PermittedAddressResolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/** The DNS resolver of the HTTP client. The client connects only to the addresses that it returns. */
record PermittedAddressDnsResolver(PermittedAddressResolver addresses) implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        return addresses.of(host).toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
