package dev.sotto.gateway.chat;

import dev.sotto.orchestrator.journal.ConversationRow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The chats of this node, shared by its HTTP edge instances, bounded. Any thread. */
public final class Visits {
    private static final Duration REMEMBER_ENDED = Duration.ofHours(1);

    private final ChatSettings settings;
    private final InstantSource clock;
    private final Map<String, Visit> byConversation = new ConcurrentHashMap<>();
    private final Map<String, Visit> byResume = new ConcurrentHashMap<>();

    public Visits(ChatSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    String company() {
        return settings.company();
    }

    /** Live chats after a restart: their visitors have the grace to come back, counted from now. */
    public void recover(List<ConversationRow> live) {
        live.forEach(this::recover);
    }

    @Nullable
    Visit recover(ConversationRow row) {
        String resume = row.resume();
        if (resume == null || !row.channel().equals("chat")) {
            return null;
        }
        Visit visit = byConversation.computeIfAbsent(row.id(), id -> Visit.recovered(id, resume, clock.instant()));
        byResume.put(resume, visit);
        return visit;
    }

    /** Null when there are as many as may be. */
    @Nullable
    Visit begin(String conversationId, String resume, boolean byIntegrator) {
        if (byConversation.size() >= settings.maxVisits()) {
            return null;
        }
        Visit visit = Visit.begun(conversationId, resume, byIntegrator, clock.instant());
        byConversation.put(conversationId, visit);
        byResume.put(resume, visit);
        return visit;
    }

    @Nullable
    Visit byResume(String resume) {
        return byResume.get(resume);
    }

    @Nullable
    Visit find(String conversationId) {
        return byConversation.get(conversationId);
    }

    void remove(Visit visit) {
        byConversation.remove(visit.conversationId(), visit);
        byResume.remove(visit.resume(), visit);
    }

    public int size() {
        return byConversation.size();
    }

    /** Forgets what ended long ago; returns those whose visitors have been away for too long, once. */
    List<Visit> sweep() {
        Instant now = clock.instant();
        byConversation.values().stream()
                .filter(visit -> visit.hasEnded() && !visit.isSeated() && isIdle(visit, REMEMBER_ENDED, now))
                .forEach(this::remove);
        List<Visit> left = byConversation.values().stream()
                .filter(visit -> !visit.hasEnded() && !visit.isSeated())
                .filter(visit ->
                        isIdle(visit, visit.byIntegrator() ? settings.integratorIdle() : settings.visitorGrace(), now))
                .toList();
        left.forEach(visit -> visit.end(now));
        return left;
    }

    private static boolean isIdle(Visit visit, Duration allowed, Instant now) {
        return !now.isBefore(visit.idleSince().plus(allowed));
    }
}
