package io.holdfast.notify.webhook;

import io.holdfast.notify.notifying.PermittedAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * The client's own resolver: what it gives is what is connected to, so that a name which answers differently the next time
 * (DNS rebinding) gains nothing. Addresses written into the URL come here too.
 */
final class CheckedAddresses implements DnsResolver {

    private final PermittedAddresses permitted;

    CheckedAddresses(PermittedAddresses permitted) {
        this.permitted = permitted;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        List<InetAddress> good = new ArrayList<>();
        String refused = "it has no address";
        for (InetAddress address : InetAddress.getAllByName(host)) {
            var refusal = permitted.refusal(address);
            if (refusal.isEmpty()) {
                good.add(address);
            } else {
                refused = refusal.get();
            }
        }
        if (good.isEmpty()) {
            throw new AddressRefused(refused);
        }
        return good.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** None of a name's addresses may be connected to. */
    static final class AddressRefused extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        AddressRefused(String why) {
            super(why);
        }
    }
}
