package dev.sotto.loadtest.phone;

import dev.sotto.media.sdp.LocalMedia;
import dev.sotto.media.sdp.Negotiated;
import dev.sotto.media.sdp.OfferAnswer;
import dev.sotto.media.sdp.SdpException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One caller from INVITE to BYE. Lives on the telephone's loop; the public methods may be called on any thread. */
public final class VirtualCaller {
    private static final int PACKET_BYTES = 256;

    // written once
    private final Telephone telephone;
    private final String callId;
    private final Script script;
    private final Promise<Void> answered = Promise.promise();
    private final Promise<Void> heard = Promise.promise();
    private final Promise<CallResult> result = Promise.promise();

    // loop only
    private final Dialog dialog;
    private final Channel rtp;
    private final OfferAnswer sdp;
    private final Mouth mouth;
    private final Ear ear = new Ear();
    private @Nullable InetSocketAddress remote;
    private @Nullable Stopwatch stopwatch;
    private @Nullable ScriptPlayer player;
    private @Nullable Tape tape;
    private CallResult.@Nullable Outcome leavingFor;
    private String detail = "";

    VirtualCaller(Telephone telephone, Dialog.Line line, Script script, int ssrc, int firstSequence) {
        this.telephone = telephone;
        this.callId = line.callId();
        this.script = script;
        this.mouth = new Mouth(ssrc, firstSequence);
        this.rtp = telephone.openSound(this::onPacket);
        this.sdp = new OfferAnswer(
                new LocalMedia(telephone.localAddress().getHostAddress(), Datagrams.port(rtp), ssrc & 0x7FFFFFFFL));
        this.dialog = new Dialog(line, telephone::send, new Signals());
    }

    /** As it is in the {@code Call-ID} header, and in the server's {@code variables.call_id}. */
    public String callId() {
        return callId;
    }

    /** Completes when the server has answered and ACK is sent. Fails when it never did. */
    public Future<Void> answered() {
        return answered.future();
    }

    /** Completes with the first sound that can be heard. */
    public Future<Void> heard() {
        return heard.future();
    }

    /** Completes when the call is over, however it ended. Never fails. */
    public Future<CallResult> result() {
        return result.future();
    }

    /** Leaves the script and ends the call, in whatever state it is. */
    public void hangUp() {
        telephone.run(() -> leave(CallResult.Outcome.ABANDONED, ""));
    }

    /** Has {@code tape} keep the call; before it is answered. */
    public void record(Tape with) {
        telephone.run(() -> tape = with);
    }

    /** An agent's answer to this caller's consult was sent at {@code nanos} of {@link System#nanoTime}. */
    public void answeredByAgent(long nanos) {
        telephone.run(() -> {
            if (stopwatch != null) {
                stopwatch.answered(nanos);
            }
            if (tape != null) {
                tape.answered(nanos);
            }
        });
    }

    /** How far the far end's clock is behind ours, as its packets tell. Any thread. */
    public StreamClock clock() {
        return ear.clock();
    }

    PacketCounts packets() {
        return ear.counts();
    }

    void dial(long nowNanos) {
        dialog.invite(sdp.offer(), nowNanos);
    }

    void on(SipMessage message, long nowNanos) {
        dialog.on(message, nowNanos);
    }

    private void leave(CallResult.Outcome why, String what) {
        if (leavingFor == null) {
            leavingFor = why;
            detail = what;
        }
        dialog.hangUp(telephone.nanos());
    }

    private void onPacket(DatagramPacket packet) {
        long nowNanos = telephone.nanos();
        Stopwatch running = stopwatch;
        if (tape != null && running != null && leavingFor == null) {
            tape.heard(packet.content(), nowNanos);
        }
        if (running != null && leavingFor == null && ear.on(packet.content(), nowNanos)) {
            running.heard(nowNanos);
            heard.tryComplete();
        }
    }

    /** One frame out, one look at the script. */
    void tick(long nowNanos) {
        dialog.tick(nowNanos);
        Stopwatch running = stopwatch;
        ScriptPlayer playing = player;
        if (running == null || playing == null || !dialog.talking()) {
            return;
        }
        running.tick(nowNanos);
        switch (playing.tick(nowNanos)) {
            case DONE -> leave(CallResult.Outcome.COMPLETED, "");
            case STUCK -> leave(CallResult.Outcome.STUCK, playing.where());
            case GOING_ON -> speak(running);
        }
    }

    private void speak(Stopwatch running) {
        InetSocketAddress to = remote;
        if (to == null) {
            return;
        }
        ByteBuf packet = rtp.alloc().directBuffer(PACKET_BYTES);
        Mouth.Moment moment = mouth.tick(packet);
        long nowNanos = telephone.nanos();
        if (tape != null) {
            tape.sent(packet, nowNanos);
        }
        rtp.writeAndFlush(new DatagramPacket(packet, to), rtp.voidPromise());
        switch (moment) {
            case TURN_BEGAN -> running.turnBegan(nowNanos);
            case TURN_ENDED -> running.turnEnded(nowNanos);
            case NOTHING -> {}
        }
    }

    private final class Signals implements Dialog.Listener {
        @Override
        public void answered(String description) {
            long nowNanos = telephone.nanos();
            try {
                Negotiated agreed = sdp.accept(description);
                remote = agreed.remoteRtp();
                ear.use(agreed.format(), agreed.payloadType());
                mouth.use(agreed.format(), agreed.payloadType(), agreed.eventPayloadType());
                if (tape != null) {
                    tape.begins(agreed.format(), agreed.payloadType(), agreed.eventPayloadType(), nowNanos);
                }
            } catch (SdpException e) {
                leave(CallResult.Outcome.CUT_OFF, "the answer's description is wrong: " + e.getMessage());
                return;
            }
            Stopwatch started = new Stopwatch(nowNanos);
            stopwatch = started;
            player = new ScriptPlayer(script, telephone.voice(), mouth, started);
            answered.tryComplete();
        }

        @Override
        public void over(Dialog.Over how, int status, String reason) {
            rtp.close();
            telephone.forget(VirtualCaller.this);
            Stopwatch running = stopwatch;
            Felt felt = running == null ? Felt.NOTHING : running.felt();
            CallResult.Outcome outcome = outcome(how);
            String what =
                    how == Dialog.Over.REFUSED ? status + " " + reason : detail.isEmpty() ? where(outcome) : detail;
            answered.tryFail("the call is over");
            heard.tryFail("the call is over");
            result.tryComplete(new CallResult(callId, script.name(), outcome, what, felt, ear.counts()));
        }
    }

    private CallResult.Outcome outcome(Dialog.Over how) {
        if (leavingFor != null) {
            return leavingFor;
        }
        return switch (how) {
            case REFUSED -> CallResult.Outcome.REFUSED;
            case UNANSWERED -> CallResult.Outcome.UNANSWERED;
            case CANCELLED, WE_HUNG_UP -> CallResult.Outcome.ABANDONED;
            case THEY_HUNG_UP ->
                player != null && player.awaitsHangUp() ? CallResult.Outcome.COMPLETED : CallResult.Outcome.CUT_OFF;
        };
    }

    private String where(CallResult.Outcome outcome) {
        return outcome == CallResult.Outcome.CUT_OFF && player != null ? player.where() : "";
    }
}
