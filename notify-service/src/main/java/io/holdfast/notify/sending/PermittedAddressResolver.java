package io.holdfast.notify.sending;

import io.holdfast.notify.notifying.PermittedAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Resolves the host of a sink, including literal addresses in its URL. Clients connect only to the addresses that this class
 * returns and do not resolve names themselves. This prevents DNS rebinding.
 */
public record PermittedAddressResolver(PermittedAddresses permitted) {

    /**
     * Returns the permitted addresses of the host, at least one.
     *
     * @throws AddressRefused if the host has addresses, and none of them is permitted
     * @throws UnknownHostException if the host has no address
     */
    public List<InetAddress> of(String host) throws UnknownHostException {
        List<InetAddress> good = new ArrayList<>();
        String refused = "the host has no address";
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
        return List.copyOf(good);
    }

    /** None of the addresses of a host is permitted. */
    public static final class AddressRefused extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        AddressRefused(String why) {
            super(why);
        }

        /** Returns the description of the failed attempt. */
        public String answer() {
            return "the address of the receiver is not permitted: " + getMessage()
                    + "; see allow-private-addresses and allowed-addresses";
        }
    }
}
