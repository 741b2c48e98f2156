package io.holdfast.notify.sending;

import io.holdfast.notify.notifying.PermittedAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Resolves a sink's host. A client connects to the addresses that this class returns and resolves nothing itself, so that a
 * name which answers differently the next time (DNS rebinding) gains nothing. Addresses written into the URL come here too.
 */
public record PermittedAddressResolver(PermittedAddresses permitted) {

    /**
     * The addresses of the host that may be connected to, at least one.
     *
     * @throws AddressRefused if the host has addresses, and none of them is permitted
     * @throws UnknownHostException if the host has no address
     */
    public List<InetAddress> of(String host) throws UnknownHostException {
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
        return List.copyOf(good);
    }

    /** None of a name's addresses may be connected to. */
    public static final class AddressRefused extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        AddressRefused(String why) {
            super(why);
        }

        /** What is told of the attempt. */
        public String answer() {
            return "its address is not connected to: " + getMessage()
                    + "; see allow-private-addresses and allowed-addresses";
        }
    }
}
