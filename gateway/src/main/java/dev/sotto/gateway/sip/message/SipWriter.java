package dev.sotto.gateway.sip.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** A message to octets; Content-Length is always written and always right. */
public final class SipWriter {
    private SipWriter() {}

    /** How many octets it has on the wire. */
    public static int length(SipMessage message) {
        return ByteBufUtil.utf8Bytes(head(message)) + message.body().length;
    }

    public static void write(SipMessage message, ByteBuf out) {
        ByteBufUtil.writeUtf8(out, head(message));
        out.writeBytes(message.body());
    }

    private static StringBuilder head(SipMessage message) {
        StringBuilder head = new StringBuilder(768);
        if (message instanceof SipRequest request) {
            head.append(request.method()).append(' ').append(request.uri()).append(" SIP/2.0\r\n");
        } else if (message instanceof SipResponse response) {
            head.append("SIP/2.0 ").append(response.status()).append(' ');
            head.append(response.reason()).append("\r\n");
        }
        for (Header field : message.headers().fields()) {
            head.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        head.append(HeaderNames.CONTENT_LENGTH).append(": ").append(message.body().length);
        return head.append("\r\n\r\n");
    }
}
