package dev.sotto.gateway.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.dns.DefaultDnsRecordDecoder;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is in the data of the records that locating servers needs (RFC 1035, 2782, 3403); null for what is malformed. */
final class DnsAnswers {
    private static final int IPV4 = 4;
    private static final int IPV6 = 16;

    private DnsAnswers() {}

    /** @param target without the last dot; empty: expressly no such service (RFC 2782) */
    record Srv(int priority, int weight, int port, String target) {}

    /** @param replacement the name to ask next, without the last dot */
    record Naptr(int order, int preference, String flags, String service, String replacement) {}

    static @Nullable Srv srv(ByteBuf data) {
        try {
            return new Srv(data.readUnsignedShort(), data.readUnsignedShort(), data.readUnsignedShort(), name(data));
        } catch (RuntimeException malformed) {
            return null;
        }
    }

    static @Nullable Naptr naptr(ByteBuf data) {
        try {
            int order = data.readUnsignedShort();
            int preference = data.readUnsignedShort();
            String flags = text(data).toLowerCase(Locale.ROOT);
            String service = text(data).toUpperCase(Locale.ROOT);
            text(data); // a regular expression, which terminal "s" records don't have
            return new Naptr(order, preference, flags, service, name(data));
        } catch (RuntimeException malformed) {
            return null;
        }
    }

    static @Nullable InetAddress address(ByteBuf data) {
        int length = data.readableBytes();
        if (length != IPV4 && length != IPV6) {
            return null;
        }
        byte[] octets = new byte[length];
        data.readBytes(octets);
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static String text(ByteBuf data) {
        return data.readCharSequence(data.readUnsignedByte(), StandardCharsets.US_ASCII)
                .toString();
    }

    /** Names in these records are never compressed (RFC 2782, 3403), so they stand alone. */
    private static String name(ByteBuf data) {
        String name = DefaultDnsRecordDecoder.decodeName(data);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }
}
