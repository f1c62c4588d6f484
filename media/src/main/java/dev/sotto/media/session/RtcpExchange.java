package dev.sotto.media.session;

import dev.sotto.media.rtp.NtpTime;
import dev.sotto.media.rtp.Reception;
import dev.sotto.media.rtp.RtcpReader;
import dev.sotto.media.rtp.RtcpWriter;
import dev.sotto.media.sdp.Negotiated;
import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Reports given and taken: round trip, and what the other side lost of ours. Call context only. */
final class RtcpExchange implements RtcpReader.Listener {
    private final int ssrc;
    private final RtcpWriter writer;
    private final LongSupplier epochMillis;
    private final long intervalNanos;
    private final RandomGenerator random;

    private long nextNanos;
    private int lastSr;
    private long lastSrNanos;
    private long nowNanos;
    private double roundTripMillis = -1;
    private long remoteLost;
    private double remoteJitterUnits = -1;

    RtcpExchange(int ssrc, long intervalNanos, LongSupplier epochMillis, RandomGenerator random) {
        this.ssrc = ssrc;
        this.writer = new RtcpWriter(ssrc, Long.toHexString(random.nextLong()) + "@sotto");
        this.intervalNanos = intervalNanos;
        this.epochMillis = epochMillis;
        this.random = random;
    }

    /** Whether a report is to be sent now; the next one then follows after half to one and a half intervals (section 6.3.1). */
    boolean due(long now) {
        if (nextNanos == 0) {
            nextNanos = now + intervalNanos / 2;
        }
        if (now - nextNanos < 0) {
            return false;
        }
        nextNanos = now + intervalNanos / 2 + (long) (random.nextDouble() * intervalNanos);
        return true;
    }

    boolean onReport(ByteBuf report, long now) {
        nowNanos = now;
        return RtcpReader.read(report, this);
    }

    /** Sends a report, with our farewell when the call ends; nothing while nobody knows where to. */
    void send(
            MediaTransport socket,
            Negotiated agreed,
            @Nullable InetSocketAddress remote,
            OutboundPath outbound,
            InboundPath inbound,
            boolean farewell,
            long now) {
        InetSocketAddress to = remote == null ? null : reportsTo(agreed, remote);
        if (to != null) {
            ByteBuf report = socket.newReport();
            write(report, outbound, inbound, farewell, now);
            socket.sendReport(report, to, agreed.rtcpMux());
        }
    }

    /** Where the description says, unless the sound turned out to come from elsewhere: then beside it. */
    private static @Nullable InetSocketAddress reportsTo(Negotiated agreed, InetSocketAddress remote) {
        InetSocketAddress described = agreed.remoteRtcp();
        if (agreed.rtcpMux()) {
            return remote;
        }
        if (described != null && described.getAddress().equals(remote.getAddress())) {
            return described;
        }
        return remote.getPort() == 65535 ? null : new InetSocketAddress(remote.getAddress(), remote.getPort() + 1);
    }

    private void write(ByteBuf into, OutboundPath outbound, InboundPath inbound, boolean farewell, long now) {
        RtcpWriter.Received received = received(inbound, now);
        if (outbound.packets() > 0) {
            long ntp = NtpTime.ofEpochMillis(epochMillis.getAsLong());
            writer.senderReport(
                    into,
                    new RtcpWriter.Sent(ntp, outbound.timestamp(), outbound.packets(), outbound.octets()),
                    received);
        } else {
            writer.receiverReport(into, received);
        }
        if (farewell) {
            writer.bye(into);
        }
    }

    private RtcpWriter.@Nullable Received received(InboundPath inbound, long now) {
        Reception reception = inbound.reception();
        if (!reception.begun()) {
            return null;
        }
        long delay = lastSr == 0 ? 0 : (now - lastSrNanos) / 1000 * 65536 / 1_000_000;
        return new RtcpWriter.Received(
                inbound.ssrc(),
                reception.takeFractionLost(),
                reception.lost(),
                reception.extendedHighest(),
                (long) reception.jitterUnits(),
                lastSr,
                delay);
    }

    @Override
    public void onSenderReport(int source, int ntpMiddle) {
        lastSr = ntpMiddle;
        lastSrNanos = nowNanos;
    }

    @Override
    public void onReportBlock(
            int source, int fractionLost, int cumulativeLost, long jitter, int lastSrOfOurs, long delaySinceLastSr) {
        if (source != ssrc) {
            return;
        }
        remoteLost = Math.max(0, cumulativeLost);
        remoteJitterUnits = jitter;
        int middle = NtpTime.middle(NtpTime.ofEpochMillis(epochMillis.getAsLong()));
        double measured = NtpTime.roundTripMillis(middle, lastSrOfOurs, delaySinceLastSr);
        roundTripMillis = measured < 0 ? roundTripMillis : measured;
    }

    @Override
    public void onBye(int source) {
        // the dialog decides when a call ends, and the media timeout when it doesn't
    }

    double roundTripMillis() {
        return roundTripMillis;
    }

    /** Whether the other side has said anything of our sound. */
    boolean reported() {
        return remoteJitterUnits >= 0;
    }

    double remoteJitterMillis(int clockRate) {
        return remoteJitterUnits * 1000 / clockRate;
    }

    long remoteLost() {
        return remoteLost;
    }
}
