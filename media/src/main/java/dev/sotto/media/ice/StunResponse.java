package dev.sotto.media.ice;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes answers to binding requests. */
final class StunResponse {
    private static final int SUCCESS = 0x0101;
    private static final int ERROR = 0x0111;
    private static final int ERROR_CODE = 0x0009;
    private static final int XOR_MAPPED_ADDRESS = 0x0020;

    private StunResponse() {}

    /** Tells the peer which address it came from, with integrity and fingerprint. */
    static void success(ByteBuf into, StunRequest request, InetSocketAddress from, StunIntegrity password) {
        begin(into, SUCCESS, request);
        byte[] address = from.getAddress().getAddress();
        into.writeShort(XOR_MAPPED_ADDRESS).writeShort(4 + address.length);
        into.writeShort(address.length == 4 ? 1 : 2).writeShort(from.getPort() ^ StunRequest.MAGIC >>> 16);
        for (int i = 0; i < address.length; i++) {
            // the magic number and the transaction's id lie one behind the other in our own header
            into.writeByte(address[i] ^ into.getByte(4 + i));
        }
        finish(into, password);
    }

    /** Says what is wrong. {@code password} null: the request didn't prove that it may have integrity. */
    static void error(ByteBuf into, StunRequest request, int code, String reason, @Nullable StunIntegrity password) {
        begin(into, ERROR, request);
        byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
        into.writeShort(ERROR_CODE).writeShort(4 + text.length);
        into.writeShort(0).writeByte(code / 100).writeByte(code % 100);
        into.writeBytes(text).writeZero(-text.length & 3);
        if (request.unknown() != 0) {
            into.writeShort(StunRequest.UNKNOWN_ATTRIBUTES).writeShort(2);
            into.writeShort(request.unknown()).writeShort(0);
        }
        finish(into, password);
    }

    private static void begin(ByteBuf into, int type, StunRequest request) {
        into.writeShort(type).writeShort(0).writeInt(StunRequest.MAGIC);
        request.copyTransactionTo(into);
    }

    private static void finish(ByteBuf into, @Nullable StunIntegrity password) {
        if (password != null) {
            byte[] integrity = password.of(ByteBufUtil.getBytes(into), into.readableBytes());
            into.writeShort(StunRequest.MESSAGE_INTEGRITY).writeShort(integrity.length);
            into.writeBytes(integrity);
        }
        into.setShort(2, into.readableBytes() + 8 - StunRequest.HEADER_BYTES);
        int fingerprint = StunRequest.fingerprint(ByteBufUtil.getBytes(into), into.readableBytes());
        into.writeShort(StunRequest.FINGERPRINT).writeShort(4).writeInt(fingerprint);
    }
}
