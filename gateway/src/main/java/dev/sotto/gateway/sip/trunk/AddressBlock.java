package dev.sotto.gateway.sip.trunk;

import io.netty.util.NetUtil;
import java.net.InetAddress;

/**
 * Addresses that begin alike (RFC 4632), of IPv4 or IPv6; an IPv4 address inside of an IPv6 one is an IPv4 address.
 *
 * @param text as written
 * @param bits how many of them count
 */
record AddressBlock(String text, byte[] address, int bits) {
    /** A literal address, or one with {@code /bits}. */
    static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = NetUtil.createByteArrayFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new IllegalArgumentException("no address: " + text);
        }
        int bits = slash < 0 ? address.length * 8 : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > address.length * 8) {
            throw new IllegalArgumentException("no such block: " + text);
        }
        return new AddressBlock(text, address, bits);
    }

    boolean contains(InetAddress candidate) {
        byte[] other = candidate.getAddress();
        if (other.length != address.length) {
            return false;
        }
        int whole = bits / 8;
        for (int i = 0; i < whole; i++) {
            if (other[i] != address[i]) {
                return false;
            }
        }
        int rest = bits % 8;
        return rest == 0 || ((other[whole] ^ address[whole]) & 0xff) >> 8 - rest == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressBlock that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
