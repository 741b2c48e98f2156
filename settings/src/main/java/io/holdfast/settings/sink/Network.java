package io.holdfast.settings.sink;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A range of addresses, such as {@code 10.0.0.0/8} or {@code fd00::/8}. */
public record Network(InetAddress base, int prefix) {

    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F:.]+(/\\d{1,3})?");

    /** @throws IllegalArgumentException if the prefix is longer than the address */
    public Network {
        if (prefix < 0 || prefix > base.getAddress().length * 8) {
            throw new IllegalArgumentException("the prefix /" + prefix + " is not valid for " + base.getHostAddress());
        }
    }

    /**
     * A single address is a range of one address.
     *
     * @throws IllegalArgumentException if the text is neither an address nor a range; names are never resolved
     */
    public static Network parse(String text) {
        if (!FORM.matcher(text).matches() || !(text.contains(".") || text.contains(":"))) {
            throw new IllegalArgumentException("'" + text + "' is not a range of addresses such as 10.0.0.0/8");
        }
        String[] parts = text.split("/", 2);
        try {
            InetAddress base = InetAddress.getByName(parts[0]);
            return new Network(base, parts.length == 2 ? Integer.parseInt(parts[1]) : base.getAddress().length * 8);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + text + "' is not a range of addresses such as 10.0.0.0/8", e);
        }
    }

    /** Returns false if one is IPv4 and the other is IPv6. */
    public boolean contains(InetAddress address) {
        byte[] own = base.getAddress();
        byte[] other = address.getAddress();
        int rest = own.length * 8 - prefix;
        return own.length == other.length
                && new BigInteger(1, own).shiftRight(rest).equals(new BigInteger(1, other).shiftRight(rest));
    }
}
