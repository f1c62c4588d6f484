package dev.sotto.media.sdp;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Turns a connection line's address into one to send to, without ever asking a name server. */
final class PeerAddress {
    private PeerAddress() {}

    /** Null when {@code address} is a name, or none at all ({@code 0.0.0.0}). */
    static @Nullable InetSocketAddress of(int position, String address, int port) throws SdpException {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            if (!address.matches("[A-Za-z0-9._-]{1,255}") || address.matches("[0-9.]+")) {
                throw SdpException.malformed(position, "connection address is neither an address nor a name");
            }
            return null;
        }
        InetAddress parsed = parsed(position, bytes);
        if (parsed.isMulticastAddress()) {
            throw SdpException.notAcceptable(position, "multicast connection address");
        }
        return parsed.isAnyLocalAddress() || port == 0 ? null : new InetSocketAddress(parsed, port);
    }

    static boolean isHold(String address) {
        return address.equals("0.0.0.0") || address.equals("::");
    }

    private static InetAddress parsed(int position, byte[] bytes) throws SdpException {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw SdpException.malformed(position, "connection address of " + bytes.length + " bytes");
        }
    }
}
