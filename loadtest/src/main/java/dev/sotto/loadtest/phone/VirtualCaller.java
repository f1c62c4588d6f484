package dev.sotto.loadtest.phone;

import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One caller from INVITE to BYE, wherever the call is sent meanwhile: a REFER is followed with a second leg on the same voice, and
 * when that is answered the first is hung up. Lives on the telephone's loop; the public methods may be called on any thread.
 */
public final class VirtualCaller {
    // written once
    private final Telephone telephone;
    private final Script script;
    private final String callId;
    private final Leg first;
    private final Promise<Void> answered = Promise.promise();
    private final Promise<Void> heard = Promise.promise();
    private final Promise<CallResult> result = Promise.promise();

    // loop only
    private final Mouth mouth;
    private final int ssrc;
    private final Understanding understanding;
    private final List<Leg> legs = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Signals signals = new Signals();
    private Leg current;
    /** Dialled because of a REFER, not answered yet. */
    private @Nullable Leg next;

    private long dialledNanos;
    private @Nullable Stopwatch stopwatch;
    private @Nullable ScriptPlayer player;
    private @Nullable Tape tape;
    private CallResult.@Nullable Outcome ended;
    private CallResult.Abandonment abandonment = CallResult.Abandonment.NONE;
    private String detail = "";

    VirtualCaller(Telephone telephone, Dial dial, Script script, int ssrc, int firstSequence) {
        this.telephone = telephone;
        this.script = script;
        this.ssrc = ssrc;
        this.mouth = new Mouth(ssrc, firstSequence);
        mouth.background(telephone.voice().background(script.voice(), firstSequence));
        this.understanding = new Understanding(script.understandsText());
        this.first = telephone.leg(this, dial, ssrc, signals);
        this.current = first;
        this.callId = first.callId();
        legs.add(first);
    }

    /** As it is in the {@code Call-ID} header of the first leg, and in the server's {@code variables.call_id}. */
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
        telephone.run(() -> abandon(CallResult.Abandonment.BY_HAND, ""));
    }

    /** Has {@code tape} keep the call, its first leg; before it is answered. */
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

    /**
     * What the other side is about to say, off the wire. It counts once sound of it has begun. The words are used only where the
     * script declares {@code understands: text}; that a person speaks ({@code from} is {@code person} or {@code agent}; the text may
     * be empty) can be heard by anybody.
     *
     * @param from {@code assistant}, {@code agent}, {@code person}, {@code queue}
     */
    public void understood(String from, String text) {
        telephone.run(() -> understanding.told(from, text, telephone.nanos()));
    }

    /** How far the far end's clock is behind ours, as the packets of the first leg tell. Any thread. */
    public StreamClock clock() {
        return first.ear().clock();
    }

    PacketCounts packets() {
        return legs.stream().map(leg -> leg.ear().counts()).reduce(PacketCounts.NONE, PacketCounts::plus);
    }

    void dial(long nowNanos) {
        dialledNanos = nowNanos;
        current.dial(nowNanos);
    }

    void on(SipMessage message, long nowNanos) {
        String id = message.header("call-id");
        legs.stream()
                .filter(leg -> leg.callId().equals(id))
                .findFirst()
                .ifPresent(leg -> leg.dialog().on(message, nowNanos));
    }

    private void abandon(CallResult.Abandonment why, String where) {
        if (ended == null) {
            abandonment = why;
        }
        leave(CallResult.Outcome.ABANDONED, where);
    }

    private void leave(CallResult.Outcome why, String what) {
        if (ended == null) {
            ended = why;
            detail = what;
        }
        long nowNanos = telephone.nanos();
        List.copyOf(legs).forEach(leg -> leg.dialog().hangUp(nowNanos));
    }

    /** One frame out, one look at the script. */
    void tick(long nowNanos) {
        List.copyOf(legs).forEach(leg -> leg.dialog().tick(nowNanos));
        Stopwatch running = stopwatch;
        ScriptPlayer playing = player;
        if (running == null || playing == null || ended != null) {
            return;
        }
        running.tick(nowNanos);
        // while a transfer is under way nothing new is begun
        switch (next == null ? playing.tick(nowNanos) : ScriptPlayer.Progress.GOING_ON) {
            case DONE -> leave(CallResult.Outcome.COMPLETED, "");
            case STUCK -> leave(CallResult.Outcome.STUCK, playing.where());
            case TIRED_OF_QUEUE -> abandon(CallResult.Abandonment.IN_QUEUE, playing.where());
            case TIRED_OF_SILENCE -> abandon(CallResult.Abandonment.IN_SILENCE, playing.where());
            case LEFT_EARLY -> abandon(CallResult.Abandonment.EARLY, playing.where());
            case GOING_ON -> speak(running);
        }
    }

    private void speak(Stopwatch running) {
        if (!current.dialog().talking()) {
            return;
        }
        // a tape keeps the first leg: the second may be coded otherwise
        Mouth.Moment moment = current.send(mouth, current == first ? tape : null);
        long nowNanos = telephone.nanos();
        switch (moment) {
            case TURN_BEGAN -> running.turnBegan(nowNanos);
            case TURN_ENDED -> running.turnEnded(nowNanos);
            case NOTHING -> {}
        }
    }

    private final class Signals implements Leg.Listener {
        @Override
        public void answered(Leg leg) {
            if (leg == next) {
                arrived(leg);
                return;
            }
            leg.speaks(mouth);
            if (tape != null) {
                leg.begins(tape);
            }
            Stopwatch started = new Stopwatch(leg.answeredNanos());
            stopwatch = started;
            player = new ScriptPlayer(script, telephone.voice(), mouth, started, understanding);
            answered.tryComplete();
        }

        /** The second leg is there: the first is not needed any more. */
        private void arrived(Leg leg) {
            Leg left = current;
            current = leg;
            next = null;
            leg.speaks(mouth);
            long nowNanos = telephone.nanos();
            left.dialog().report(200, "OK", true, nowNanos);
            left.dialog().leaveOnceReported(nowNanos);
            if (player != null) {
                player.transferred(nowNanos);
            }
        }

        @Override
        public void received(Leg leg, ByteBuf packet, long nowNanos) {
            if (tape != null && leg == first && stopwatch != null && ended == null) {
                tape.heard(packet, nowNanos);
            }
        }

        @Override
        public void heard(Leg leg, long nowNanos) {
            Stopwatch running = stopwatch;
            if (running != null && ended == null && (leg == current || leg == next)) {
                running.heard(nowNanos);
                understanding.sound(nowNanos);
                VirtualCaller.this.heard.tryComplete();
            }
        }

        @Override
        public boolean referred(Leg leg, Referral to) {
            if (leg != current || next != null || ended != null) {
                return false;
            }
            Leg second = telephone.leg(VirtualCaller.this, to.dial(), ssrc, this);
            legs.add(second);
            next = second;
            second.dial(telephone.nanos());
            return true;
        }

        @Override
        public void unusable(Leg leg, String why) {
            leave(CallResult.Outcome.CUT_OFF, why);
        }

        @Override
        public void over(Leg leg, Dialog.Over how, int status, String reason) {
            telephone.forget(leg.callId());
            if (leg == next) {
                next = null;
                notArrived(status == 0 ? 408 : status, reason);
            } else if (leg == current && next == null && ended == null) {
                end(how, status + " " + reason);
            }
            boolean allOver = legs.stream().allMatch(one -> one.dialog().isOver());
            if (allOver) {
                if (ended == null) {
                    // they sent us away and nobody was there
                    end(Dialog.Over.THEY_HUNG_UP, "");
                }
                finish();
            }
        }
    }

    /** The first leg goes on as if nothing had been. */
    private void notArrived(int status, String reason) {
        if (ended == null) {
            problems.add("put through in vain: " + status + " " + reason);
        }
        current.dialog().report(status, reason, true, telephone.nanos());
    }

    private void end(Dialog.Over how, String refusal) {
        ScriptPlayer playing = player;
        boolean well = playing != null && playing.endsWell(telephone.nanos());
        ended = switch (how) {
            case REFUSED -> CallResult.Outcome.REFUSED;
            case UNANSWERED -> CallResult.Outcome.UNANSWERED;
            case CANCELLED, WE_HUNG_UP -> CallResult.Outcome.ABANDONED;
            case THEY_HUNG_UP -> well ? CallResult.Outcome.COMPLETED : CallResult.Outcome.CUT_OFF;
        };
        String where = playing != null && ended == CallResult.Outcome.CUT_OFF ? playing.where() : "";
        detail = how == Dialog.Over.REFUSED ? refusal : where;
        leave(ended, detail);
    }

    private void finish() {
        telephone.forget(this);
        Stopwatch running = stopwatch;
        answered.tryFail("the call is over");
        heard.tryFail("the call is over");
        Map<String, Long> notes = new LinkedHashMap<>();
        if (player != null) {
            player.notes().forEach((name, nanos) -> notes.put(name, nanos - dialledNanos));
            problems.addAll(player.problems());
        }
        result.tryComplete(new CallResult(
                callId,
                script.name(),
                ended == null ? CallResult.Outcome.CUT_OFF : ended,
                detail,
                running == null ? Felt.NOTHING : running.felt(),
                packets(),
                abandonment,
                legs.stream().map(leg -> leg.result(dialledNanos)).toList(),
                notes,
                problems));
    }
}
