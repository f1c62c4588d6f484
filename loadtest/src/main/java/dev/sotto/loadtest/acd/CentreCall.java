package dev.sotto.loadtest.acd;

import dev.sotto.loadtest.phone.Datagrams;
import dev.sotto.loadtest.phone.Mouth;
import dev.sotto.loadtest.phone.SipMessage;
import dev.sotto.media.sdp.LocalMedia;
import dev.sotto.media.sdp.Negotiated;
import dev.sotto.media.sdp.OfferAnswer;
import dev.sotto.media.sdp.SdpException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One call at the contact centre, from INVITE until its signalling is forgotten: joins {@link Answering}, the queue's sound, a
 * person's {@link Talk} and the sound both ways. Loop only.
 */
final class CentreCall {
    private static final int PACKET_BYTES = 256;

    private final ContactCentre centre;
    private final String callId;
    private final Arrival arrival;
    private final Answering answering;
    private final Channel rtp;
    private final Mouth mouth;
    private final CallerVoice voice = new CallerVoice();
    private final QueueSound queue;
    private final long arrivedNanos;
    private final OfferAnswer sdp;

    private @Nullable InetSocketAddress remote;
    private @Nullable ScreenPop pop;
    private @Nullable Talk talk;
    private String description = "";
    private boolean queueSounds = true;
    private boolean connected;
    private boolean over;
    private long queuedNanos;
    private boolean taken;
    private long takenNanos;
    private int booked;

    CentreCall(
            ContactCentre centre, SipMessage invite, Arrival arrival, InetSocketAddress from, int ssrc, long nowNanos) {
        this.centre = centre;
        this.callId = arrival.callId();
        this.arrival = arrival;
        this.arrivedNanos = nowNanos;
        this.queue = new QueueSound(centre.plan().dialogues().queue());
        this.mouth = new Mouth(ssrc, ssrc >>> 8);
        this.rtp = Datagrams.open(centre.loop(), centre.local(), this::onPacket);
        this.sdp = new OfferAnswer(
                new LocalMedia(centre.local().getHostAddress(), Datagrams.port(rtp), ssrc & 0x7FFFFFFFL));
        String tag = Integer.toHexString(ssrc);
        this.answering = new Answering(invite, centre.here(), tag, text -> centre.send(text, from), new Signals());
    }

    /** Takes the offer; refuses the call when there is nothing in it that we speak. */
    void begin(String offer, long nowNanos) {
        try {
            OfferAnswer.Answer answer = sdp.answer(offer);
            Negotiated agreed = answer.negotiated();
            remote = agreed.remoteRtp();
            mouth.use(agreed.format(), agreed.payloadType(), agreed.eventPayloadType());
            voice.use(agreed.format(), agreed.payloadType(), agreed.eventPayloadType());
            description = answer.sdp();
        } catch (SdpException e) {
            answering.refuse("488 Not Acceptable Here", nowNanos);
            return;
        }
        answering.ring();
        tick(nowNanos);
    }

    String callId() {
        return callId;
    }

    Arrival arrival() {
        return arrival;
    }

    void on(SipMessage message, long nowNanos) {
        answering.on(message, nowNanos);
    }

    /** What the call is about has been found out. */
    void knows(ScreenPop known) {
        pop = known;
    }

    /** A person turns to it. */
    void take(long nowNanos) {
        taken = true;
        takenNanos = nowNanos;
    }

    void hangUp(long nowNanos) {
        answering.hangUp(nowNanos);
    }

    void tick(long nowNanos) {
        answering.tick(nowNanos);
        if (!connected && nowNanos - arrivedNanos >= centre.plan().ringing().toNanos()) {
            answering.answer(description, nowNanos);
        }
        if (!connected || over) {
            return;
        }
        serve(nowNanos);
        if (!over) {
            send();
        }
    }

    private void serve(long nowNanos) {
        ScreenPop known = pop;
        if (taken && talk == null && known != null) {
            talk = new Talk(
                    centre.plan().dialogues().of(known.intent()),
                    known,
                    centre.plan().manner(),
                    new Sound(),
                    this::book,
                    takenNanos);
        }
        Talk talking = talk;
        if (queueSounds && talking != null && talking.begun(nowNanos)) {
            queueSounds = false;
            mouth.hush();
        }
        if (queueSounds && mouth.idle()) {
            queueSays(nowNanos);
        }
        if (talking != null && talking.tick(nowNanos)) {
            answering.hangUp(nowNanos);
        }
    }

    private void queueSays(long nowNanos) {
        Optional<String> text = queue.next(nowNanos);
        mouth.say(text.map(centre.phrases()::of).orElse(centre.music()));
        text.ifPresent(said -> centre.plan().whisper().announced(callId, said));
    }

    private boolean book(Act.Book act) {
        Talk talking = talk;
        ScreenPop known = pop;
        if (talking == null || known == null) {
            return false;
        }
        centre.plan()
                .systems()
                .enter(Booking.of(callId, known.caller(), act, talking.facts()))
                .onComplete(entered -> centre.loop().execute(() -> {
                    booked += entered.succeeded() && entered.result() ? 1 : 0;
                    talking.booked();
                }));
        return true;
    }

    private void send() {
        InetSocketAddress to = remote;
        if (to != null) {
            ByteBuf packet = rtp.alloc().directBuffer(PACKET_BYTES);
            mouth.tick(packet);
            rtp.writeAndFlush(new DatagramPacket(packet, to), rtp.voidPromise());
        }
    }

    private void onPacket(DatagramPacket packet) {
        if (connected && !over) {
            voice.on(packet.content(), centre.nanos());
        }
    }

    boolean isTaken() {
        return taken;
    }

    /** How it went, told at the moment at which the line is given up. */
    ServedCall served(boolean closing, long nowNanos) {
        ScreenPop known = pop == null ? ScreenPop.unknown(-1) : pop;
        Talk talked = talk;
        boolean spoken = talked != null && talked.begun(nowNanos);
        Duration wrapUp = spoken && !closing ? centre.plan().times().wrapUp(known.caller()) : Duration.ZERO;
        return new ServedCall(
                callId,
                known.caller(),
                known.intent(),
                centre.since(connected ? queuedNanos : nowNanos),
                taken ? centre.since(takenNanos) : null,
                talked != null && talked.resolved() ? centre.since(talked.resolvedNanos()) : null,
                centre.since(nowNanos),
                taken ? Duration.ofNanos(nowNanos - takenNanos) : Duration.ZERO,
                wrapUp,
                talked == null ? 0 : talked.asked(),
                talked == null ? 0 : talked.repeated(),
                talked == null ? Map.of() : talked.decisions(),
                booked,
                outcome(closing));
    }

    private ServedCall.Outcome outcome(boolean closing) {
        if (talk != null && talk.resolved()) {
            return ServedCall.Outcome.RESOLVED;
        }
        if (!connected) {
            return ServedCall.Outcome.NEVER_ANSWERED;
        }
        if (closing) {
            return ServedCall.Outcome.CLOSED;
        }
        return taken ? ServedCall.Outcome.ABANDONED_IN_TALK : ServedCall.Outcome.ABANDONED_IN_QUEUE;
    }

    private final class Signals implements Answering.Listener {
        @Override
        public void connected() {
            connected = true;
            queuedNanos = centre.nanos();
            centre.queued(CentreCall.this);
        }

        @Override
        public void over(Answering.Over how) {
            over = true;
            rtp.close();
            centre.over(CentreCall.this);
        }

        @Override
        public void forgotten() {
            centre.forget(CentreCall.this);
        }
    }

    private final class Sound implements Line {
        @Override
        public void say(String text) {
            mouth.say(centre.phrases().of(text));
            centre.plan().whisper().said(callId, text);
        }

        @Override
        public boolean speaking() {
            return !mouth.idle();
        }

        @Override
        public boolean callerBeganSince(long nanos) {
            return voice.beganSince(nanos);
        }

        @Override
        public boolean callerQuietFor(long nanos, long nowNanos) {
            return voice.quietFor(nanos, nowNanos);
        }
    }
}
