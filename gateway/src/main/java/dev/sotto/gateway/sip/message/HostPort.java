package dev.sotto.gateway.sip.message;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Host and port as they stand in URIs and in Via.
 *
 * @param host name, IPv4 address or IPv6 address in brackets
 * @param port 0 where none is given
 */
public record HostPort(String host, int port) {
    public static final int DEFAULT_PORT = 5060;

    public static HostPort parse(String text) throws SipSyntaxException {
        int colon = text.startsWith("[") ? text.indexOf(':', Math.max(0, text.indexOf(']'))) : text.indexOf(':');
        String host = (colon < 0 ? text : text.substring(0, colon)).trim();
        checkHost(host);
        return new HostPort(host, colon < 0 ? 0 : port(text.substring(colon + 1).trim(), colon + 1));
    }

    public static HostPort of(InetSocketAddress address) {
        return new HostPort(text(address.getAddress()), address.getPort());
    }

    /** An address as it stands in a URI: IPv6 in brackets, without a scope. */
    public static String text(InetAddress address) {
        String plain = NetUtil.toAddressString(address);
        return plain.indexOf(':') < 0 ? plain : "[" + plain + "]";
    }

    /** The address where the host is a literal one; null for a name: nothing here may block to resolve it. */
    @Nullable
    public InetSocketAddress literalAddress() {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        byte[] octets = NetUtil.createByteArrayFromIpAddressString(bare);
        if (octets == null) {
            return null;
        }
        try {
            return new InetSocketAddress(InetAddress.getByAddress(octets), portOrDefault());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("address of " + octets.length + " octets: " + host, e);
        }
    }

    public int portOrDefault() {
        return port == 0 ? DEFAULT_PORT : port;
    }

    private static void checkHost(String host) throws SipSyntaxException {
        if (host.startsWith("[")) {
            if (!host.endsWith("]") || !NetUtil.isValidIpV6Address(host.substring(1, host.length() - 1))) {
                throw new SipSyntaxException("bad IPv6 address", 0);
            }
            return;
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (!Lexer.isAlphanumeric(c) && c != '-' && c != '.' && c != '_') {
                throw new SipSyntaxException("bad host", i);
            }
        }
        if (host.isEmpty()) {
            throw new SipSyntaxException("host missing", 0);
        }
    }

    private static int port(String digits, int position) throws SipSyntaxException {
        int port = (int) Decimal.parse(digits, 65535);
        if (port < 1) {
            throw new SipSyntaxException("bad port", position);
        }
        return port;
    }

    @Override
    public String toString() {
        return port == 0 ? host : host + ":" + port;
    }
}
