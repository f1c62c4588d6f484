package dev.sotto.gateway.call;

import dev.sotto.media.session.CallerSilence;
import dev.sotto.media.session.LineQuality;
import dev.sotto.media.session.MediaStats;
import java.net.InetSocketAddress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call's two log lines and its figures. Call context only. */
final class CallLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.sotto.call");

    private final String callId;
    private final String conversationId;
    private final CallClock clock;
    private final CallMeters meters;
    private final AlarmLog alarms;
    private final Consumer<Call> whenEnded;
    private final long beganNanos;
    private long acknowledgedNanos;
    private long turnEndedNanos;
    private boolean greeted;
    private boolean awaitingReply;

    CallLog(
            String callId,
            String conversationId,
            CallClock clock,
            CallMeters meters,
            AlarmLog alarms,
            Consumer<Call> whenEnded) {
        this.callId = callId;
        this.conversationId = conversationId;
        this.clock = clock;
        this.meters = meters;
        this.alarms = alarms;
        this.whenEnded = whenEnded;
        beganNanos = clock.nanos();
        acknowledgedNanos = beganNanos;
    }

    void began(InetSocketAddress remote, String user) {
        meters.callBegan();
        LOG.atInfo()
                .addKeyValue("callId", callId)
                .addKeyValue("conversationId", conversationId)
                .addKeyValue("remote", remote)
                .addKeyValue("called", user)
                .log("call begins");
    }

    /** A call of ours goes out. */
    void placed(String target) {
        meters.callBegan();
        LOG.atInfo()
                .addKeyValue("callId", callId)
                .addKeyValue("conversationId", conversationId)
                .addKeyValue("target", target)
                .log("call is placed");
    }

    void acknowledged() {
        acknowledgedNanos = clock.nanos();
    }

    void turnEnded(long endedNanos) {
        turnEndedNanos = endedNanos;
        awaitingReply = true;
    }

    /** Something of ours can be heard. */
    void sounded() {
        long now = clock.nanos();
        if (!greeted) {
            greeted = true;
            meters.greeted(now - acknowledgedNanos);
        }
        if (awaitingReply) {
            awaitingReply = false;
            meters.replied(now - turnEndedNanos);
        }
    }

    void replaced(String by, InetSocketAddress remote) {
        LOG.atInfo()
                .addKeyValue("callId", callId)
                .addKeyValue("conversationId", conversationId)
                .addKeyValue("by", by)
                .addKeyValue("remote", remote)
                .log("the caller comes by another call now");
    }

    void held(boolean on) {
        LOG.atInfo()
                .addKeyValue("callId", callId)
                .addKeyValue("conversationId", conversationId)
                .log(on ? "the caller has put us on hold" : "the caller is back from a hold");
    }

    /** Where to isn't logged: it may hold what the caller said. */
    void transferFailed(int status, String reason) {
        LOG.atWarn()
                .addKeyValue("callId", callId)
                .addKeyValue("conversationId", conversationId)
                .addKeyValue("status", status)
                .addKeyValue("reason", reason)
                .log("transfer failed");
    }

    void silenceTooLong(CallerSilence silence, String during) {
        alarms.silenceTooLong(conversationId, silence, during, clock.nanos());
    }

    void inaudible() {
        alarms.inaudible(conversationId, clock.nanos());
    }

    void ended(Call call, Termination termination, @Nullable MediaStats stats) {
        long millis = (clock.nanos() - beganNanos) / 1_000_000;
        meters.callEnded(termination, millis);
        var line = LOG.atInfo()
                .addKeyValue("callId", callId)
                .addKeyValue("conversationId", conversationId)
                .addKeyValue("termination", termination.code())
                .addKeyValue("millis", millis);
        if (stats != null) {
            LineQuality quality = stats.quality();
            meters.heard(quality);
            line = line.addKeyValue("format", stats.format())
                    .addKeyValue("packetsIn", stats.packetsReceived())
                    .addKeyValue("packetsOut", stats.packetsSent())
                    .addKeyValue("lost", stats.lost())
                    .addKeyValue("mosHere", Math.round(100 * quality.mosHere()) / 100.0)
                    .addKeyValue("mosThere", Math.round(100 * quality.mosThere()) / 100.0)
                    .addKeyValue("roundTripMillis", Math.round(quality.roundTripMillis()))
                    .addKeyValue("lateTicks", stats.lateTicks())
                    .addKeyValue("bargeIns", stats.bargeIns())
                    .addKeyValue("longestSilenceMillis", stats.callerSilence().longestMillis())
                    .addKeyValue("silenceMillis", stats.callerSilence().totalMillis())
                    .addKeyValue("silencesOverLimit", stats.callerSilence().overLimit());
        }
        line.log("call ended");
        whenEnded.accept(call);
    }
}
