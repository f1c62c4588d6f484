package dev.sotto.media.session;

import dev.sotto.media.rtp.RtcpWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Answers sender reports as a peer would. */
final class Reports {
    private Reports() {}

    /** A receiver report to the sender report in {@code bytes}: {@code lost} packets, answered at once. */
    static byte[] answerTo(byte[] bytes, int ssrc, int lost) {
        ByteBuf report = Unpooled.wrappedBuffer(bytes);
        int source = report.getInt(4);
        int lastSr = report.getInt(10);
        ByteBuf answer = Unpooled.buffer();
        new RtcpWriter(ssrc, "peer@test")
                .receiverReport(answer, new RtcpWriter.Received(source, 1, lost, 1000, 12, lastSr, 0));
        return ByteBufUtil.getBytes(answer);
    }
}
