package dev.sotto.loadtest.chat;

import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Somebody in the chat who asks what the shop knows, at most one thing at a time. On the crowd's event loop only. */
final class Visitor implements ChatLine.Listener {
    /** Each is answered at once and by one line, by knowledge or by the task that looks an order up. */
    private static final List<String> QUESTIONS = List.of(
            "When are you open?",
            "How long does shipping take?",
            "Are you open on Sundays?",
            "What does delivery cost?",
            "Do you ship to Canada?",
            "Do you have express delivery?",
            "Are you open at Christmas?");

    /** What the crowd wants to know of each. */
    interface Watcher {
        void came();

        void went(String why, boolean wasIn);

        void trouble(String what);
    }

    private final SplittableRandom random;
    private final ChatLine line;
    private final Watcher watcher;
    /** Acknowledged words; each is one of the questions, so this is a reference each. */
    private final List<String> acknowledged = new ArrayList<>(0);

    private @Nullable TurnFigures figures;
    private @Nullable Map<String, Integer> reread;
    private long dueNanos;
    private boolean awaitingAck;
    /** The answer was there before the acknowledgement: they take different ways, and after a broken line it comes with what was missed. */
    private boolean answeredEarly;

    private boolean welcomedOnce;
    private int asked;

    Visitor(
            Vertx vertx,
            Supplier<ClientWebSocket> sockets,
            Supplier<URI> server,
            BackOff backOff,
            long seed,
            Watcher watcher) {
        this.random = new SplittableRandom(seed);
        this.watcher = watcher;
        this.line = new ChatLine(vertx, sockets, server, backOff, random, this);
        this.asked = random.nextInt(QUESTIONS.size());
    }

    ChatLine line() {
        return line;
    }

    /** True when nothing asked is unanswered. One who is away for a moment can ask, too: it is sent when they are back. */
    boolean free() {
        return figures == null && !line.over() && welcomedOnce;
    }

    boolean hasSpoken() {
        return !acknowledged.isEmpty();
    }

    /** How many lines of theirs were acknowledged. */
    int spoken() {
        return acknowledged.size();
    }

    /** Asks something now; {@code due} is when it should have been. */
    void ask(long due, TurnFigures into) {
        figures = into;
        dueNanos = due;
        awaitingAck = true;
        answeredEarly = false;
        into.sent(due, System.nanoTime());
        line.say(new UUID(random.nextLong(), random.nextLong()).toString(), QUESTIONS.get(asked++ % QUESTIONS.size()));
    }

    /** An answer of that stretch isn't waited for any longer. */
    void giveUp(TurnFigures stretch) {
        if (figures == stretch) {
            figures = null;
        }
    }

    /** Comes back for the whole talk, to compare it with what was acknowledged. */
    void reread() {
        reread = new HashMap<>();
        line.reread();
    }

    /** What the server has lost of our words, or has twice; to be asked after {@link #reread()}. */
    Account account() {
        Map<String, Integer> there = reread == null ? Map.of() : reread;
        Map<String, Integer> ours = new HashMap<>();
        acknowledged.forEach(text -> ours.merge(text, 1, Integer::sum));
        return Account.of(ours, there);
    }

    /** True when as many of our lines were read as were acknowledged. */
    boolean readAll() {
        return reread != null
                && reread.values().stream().mapToInt(Integer::intValue).sum() >= acknowledged.size();
    }

    @Override
    public void welcomed() {
        welcomedOnce = true;
        watcher.came();
    }

    @Override
    public void down(String why, boolean wasIn) {
        watcher.went(why, wasIn);
        if (!welcomedOnce) {
            watcher.trouble("not let in: " + why);
        }
    }

    @Override
    public void acknowledged(String id, String text) {
        acknowledged.add(text);
        if (figures != null && awaitingAck) {
            awaitingAck = false;
            figures.acknowledged(dueNanos, System.nanoTime());
            if (answeredEarly) {
                answered(figures);
            }
        }
    }

    @Override
    public void shown(JsonObject frame) {
        String from = frame.getString("from");
        if ("customer".equals(from)) {
            if (reread != null) {
                reread.merge(frame.getString("text"), 1, Integer::sum);
            }
        } else if (figures != null && awaitingAck) {
            answeredEarly = true;
        } else if (figures != null) {
            answered(figures);
        }
    }

    private void answered(TurnFigures into) {
        into.replied(dueNanos, System.nanoTime());
        figures = null;
    }

    @Override
    public void refused(JsonObject frame) {
        watcher.trouble("error " + frame.getString("code"));
        line.cut();
    }

    @Override
    public void turnedAway(JsonObject frame) {
        watcher.trouble("turned away: " + frame.getString("code"));
        watcher.went("turned away", false);
    }

    @Override
    public void ended() {
        watcher.trouble("ended by the server");
        watcher.went("ended", true);
    }

    /**
     * One visitor's words, compared.
     *
     * @param lost acknowledged, and not in the server's transcript
     * @param doubled more often in the transcript than acknowledged
     */
    record Account(int lost, int doubled) {
        static Account of(Map<String, Integer> ours, Map<String, Integer> there) {
            int lost = 0;
            int doubled = 0;
            for (Map.Entry<String, Integer> text : ours.entrySet()) {
                lost += Math.max(0, text.getValue() - there.getOrDefault(text.getKey(), 0));
            }
            for (Map.Entry<String, Integer> text : there.entrySet()) {
                doubled += Math.max(0, text.getValue() - ours.getOrDefault(text.getKey(), 0));
            }
            return new Account(lost, doubled);
        }

        Account plus(Account other) {
            return new Account(lost + other.lost, doubled + other.doubled);
        }
    }
}
