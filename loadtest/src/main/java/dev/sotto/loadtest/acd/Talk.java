package dev.sotto.loadtest.acd;

import dev.sotto.loadtest.desk.Decisions;
import dev.sotto.loadtest.desk.HumanTimes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A person's conversation with one caller, act by act: one look per tick. Loop only; time is an argument.
 *
 * <pre>
 *   taken --attention--> greeting (the screen is read meanwhile) --> act --> act ... --> goodbye --> a breath --> DONE
 *   say:    the caller is quiet for a turn's gap, then said to its end
 *   ask:    said, then the caller begins and is quiet for a gap; after 6 s of silence said again, up to three times in all
 *   work, decide: silent until the time is over           book: until the system has answered
 * </pre>
 *
 * <p>Turns are taken by sound. The gap is a person's: about 200 ms between turns in ten languages (Stivers et al., "Universals and
 * cultural variation in turn-taking in conversation", 2009).
 */
final class Talk {
    static final long SILENCE_NANOS = Duration.ofSeconds(6).toNanos();
    static final int MOST_TIMES = 3;

    private static final long BREATH_NANOS = Duration.ofSeconds(1).toNanos();

    private final ScreenPop pop;
    private final Manner manner;
    private final Line line;
    private final Predicate<Act.Book> books;
    private final Deque<Act> acts;
    private final Map<String, String> facts;
    private final Map<String, String> decisions = new LinkedHashMap<>();
    private final long beginNanos;
    private final long readNanos;

    private Phase phase = Phase.TURNING;
    private @Nullable Act act;
    private boolean spoke;
    private long untilNanos;
    private long saidNanos;
    private int times;
    private int asked;
    private int repeated;
    private boolean resolved;
    private long resolvedNanos;

    private enum Phase {
        TURNING,
        NEXT,
        WAITING_FOR_A_GAP,
        SPEAKING,
        LISTENING,
        BUSY,
        BOOKING,
        LEAVING,
        DONE
    }

    /** How people here work. */
    record Manner(HumanTimes times, Decisions decisions, Duration turnGap) {}

    /**
     * @param takenNanos when the person turned to the call
     * @param books told to enter something; false when there is nothing to wait for. Ends with {@link #booked}
     */
    Talk(Dialogue dialogue, ScreenPop pop, Manner manner, Line line, Predicate<Act.Book> books, long takenNanos) {
        this.pop = pop;
        this.manner = manner;
        this.line = line;
        this.books = books;
        this.acts = new ArrayDeque<>(dialogue.acts());
        this.facts = new LinkedHashMap<>(pop.facts());
        this.beginNanos = takenNanos + manner.times().turning().notice().toNanos();
        this.readNanos = beginNanos + manner.times().reading(pop.words()).toNanos();
    }

    /** True when the person has said goodbye. */
    boolean tick(long nowNanos) {
        Phase before;
        do {
            before = phase;
            step(nowNanos);
        } while (phase != before && phase != Phase.DONE);
        return phase == Phase.DONE;
    }

    private void step(long nowNanos) {
        switch (phase) {
            case TURNING -> leaveWhen(nowNanos - beginNanos >= 0, Phase.NEXT);
            case NEXT -> next(nowNanos);
            case WAITING_FOR_A_GAP -> speak(nowNanos);
            case SPEAKING -> said(nowNanos);
            case LISTENING -> listen(nowNanos);
            case BUSY -> leaveWhen(nowNanos - untilNanos >= 0, Phase.NEXT);
            case LEAVING -> leaveWhen(nowNanos - untilNanos >= 0, Phase.DONE);
            case BOOKING, DONE -> {}
        }
    }

    private void leaveWhen(boolean over, Phase to) {
        if (over) {
            phase = to;
        }
    }

    private void next(long nowNanos) {
        if (spoke && nowNanos - readNanos < 0) {
            // greeted, and still reading
            busy(Duration.ofNanos(readNanos - nowNanos), nowNanos);
            return;
        }
        Act coming = acts.poll();
        act = coming;
        if (coming == null) {
            untilNanos = nowNanos + BREATH_NANOS;
            phase = Phase.LEAVING;
        } else if (coming instanceof Act.Say) {
            phase = Phase.WAITING_FOR_A_GAP;
        } else if (coming instanceof Act.Ask ask) {
            ask(ask);
        } else if (coming instanceof Act.Work work) {
            busy(manner.times().doing(pop.caller(), work.median(), work.name()), nowNanos);
        } else if (coming instanceof Act.Decide decide) {
            decide(decide, nowNanos);
        } else if (coming instanceof Act.Book book) {
            phase = books.test(book) ? Phase.BOOKING : Phase.BUSY;
            untilNanos = nowNanos;
        } else {
            resolved = true;
            resolvedNanos = nowNanos;
            untilNanos = nowNanos;
            phase = Phase.BUSY;
        }
    }

    private void busy(Duration time, long nowNanos) {
        untilNanos = nowNanos + time.toNanos();
        phase = Phase.BUSY;
    }

    /** What is on the screen is not asked. */
    private void ask(Act.Ask ask) {
        if (facts.containsKey(ask.fact())) {
            phase = Phase.BUSY;
            untilNanos = beginNanos;
            return;
        }
        times = 0;
        asked++;
        phase = Phase.WAITING_FOR_A_GAP;
    }

    private void speak(long nowNanos) {
        if (!line.callerQuietFor(manner.turnGap().toNanos(), nowNanos)) {
            return;
        }
        line.say(act instanceof Act.Ask ask ? ask.text() : act instanceof Act.Say say ? say.text() : "");
        saidNanos = nowNanos;
        spoke = true;
        times++;
        phase = Phase.SPEAKING;
    }

    private void said(long nowNanos) {
        if (line.speaking()) {
            return;
        }
        untilNanos = nowNanos + SILENCE_NANOS;
        phase = act instanceof Act.Ask ? Phase.LISTENING : Phase.NEXT;
    }

    private void listen(long nowNanos) {
        Act.Ask ask = (Act.Ask) act;
        if (ask == null) {
            phase = Phase.NEXT;
        } else if (line.callerBeganSince(saidNanos)) {
            if (line.callerQuietFor(manner.turnGap().toNanos(), nowNanos)) {
                facts.put(ask.fact(), answer(ask));
                busy(manner.times().typing(" a".repeat(ask.note())), nowNanos);
            }
        } else if (nowNanos - untilNanos >= 0) {
            if (times < MOST_TIMES) {
                repeated++;
                phase = Phase.WAITING_FOR_A_GAP;
            } else {
                phase = Phase.NEXT;
            }
        }
    }

    private String answer(Act.Ask ask) {
        return pop.answers().getOrDefault(ask.fact(), "answered");
    }

    private void decide(Act.Decide decide, long nowNanos) {
        Act.Way way = decide.ways().get(chosen(decide));
        decisions.put(decide.point(), way.label());
        List<Act> more = way.acts();
        for (int i = more.size() - 1; i >= 0; i--) {
            acts.addFirst(more.get(i));
        }
        busy(
                manner.times()
                        .thinking(pop.caller(), decide.kind(), decide.point())
                        .plus(manner.times().hands().key()),
                nowNanos);
    }

    private int chosen(Act.Decide decide) {
        return switch (decide.kind()) {
            case APPROVAL -> manner.decisions().approves(pop.caller(), decide.point(), facts) ? 0 : 1;
            case INSTRUCTION -> manner.decisions().instructs(pop.caller(), decide.point()) ? 0 : 1;
            case CLARIFICATION ->
                manner.decisions()
                                .choice(
                                        pop.caller(),
                                        decide.point(),
                                        decide.ways().size())
                        - 1;
        };
    }

    /** The system has answered. */
    void booked() {
        leaveWhen(phase == Phase.BOOKING, Phase.NEXT);
    }

    /** Whether the queue's sound is over for this caller. */
    boolean begun(long nowNanos) {
        return nowNanos - beginNanos >= 0;
    }

    Map<String, String> facts() {
        return Map.copyOf(facts);
    }

    Map<String, String> decisions() {
        return Map.copyOf(decisions);
    }

    int asked() {
        return asked;
    }

    int repeated() {
        return repeated;
    }

    boolean resolved() {
        return resolved;
    }

    long resolvedNanos() {
        return resolvedNanos;
    }
}
