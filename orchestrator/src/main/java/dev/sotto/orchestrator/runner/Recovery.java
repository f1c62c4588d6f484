package dev.sotto.orchestrator.runner;

import dev.sotto.orchestrator.conversation.Channel;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.OpenConsult;
import dev.sotto.orchestrator.conversation.Stage;
import dev.sotto.orchestrator.journal.ConversationRow;
import dev.sotto.orchestrator.journal.JournalEntry;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After a start: conversations that were alive when the process before ended.
 *
 * <p>Calls are over (their sound is gone), which is recorded; those that we have still to place go on waiting. Chats are alive again: rebuilt from their events, with what
 * was under way asked for once more, and given up when their visitor doesn't come back.
 */
final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final int LIMIT = 20_000;
    private static final int AT_ONCE = 250;
    private static final long VISITOR_GRACE_MILLIS = 600_000;
    private static final long CLOSE_AFTER_MILLIS = 2_000;

    private final Vertx vertx;
    private final Services services;
    private final String address;
    private final Map<String, LiveConversation> live;
    private final Consumer<LiveConversation> whenOver;

    Recovery(
            Vertx vertx,
            Services services,
            String address,
            Map<String, LiveConversation> live,
            Consumer<LiveConversation> whenOver) {
        this.vertx = vertx;
        this.services = services;
        this.address = address;
        this.live = live;
        this.whenOver = whenOver;
    }

    Future<Void> run() {
        return services.journal()
                .list("live", LIMIT)
                .compose(rows -> recover(rows.stream().filter(this::ours).toList()));
    }

    /** So many at a time: ten thousand chats are neither ten thousand queries nor all in memory twice. */
    private Future<Void> recover(List<ConversationRow> rows) {
        if (rows.isEmpty()) {
            return Future.succeededFuture();
        }
        List<ConversationRow> now = rows.subList(0, Math.min(AT_ONCE, rows.size()));
        return services.journal()
                .readAll(now.stream().map(ConversationRow::id).toList())
                .compose(journals -> Future.all(IntStream.range(0, now.size())
                        .mapToObj(n -> revive(now.get(n), journals.get(n)))
                        .toList()))
                .compose(done -> recover(rows.subList(now.size(), rows.size())));
    }

    private boolean ours(ConversationRow row) {
        return services.addresses().node().equals(row.node())
                && services.addresses().orchestratorOf(row.id()).equals(address);
    }

    private Future<Void> revive(ConversationRow row, List<JournalEntry> entries) {
        LiveConversation conversation = rebuilt(row, entries);
        if (conversation == null) {
            return Future.succeededFuture();
        }
        boolean called = conversation.state().stage() instanceof Stage.Reaching;
        if (entries.isEmpty() || conversation.state().channel() == Channel.VOICE && !called) {
            return conversation.on(new Event.CustomerLeft("gateway_restarted", conversation.now()));
        }
        if (!called) {
            vertx.setTimer(VISITOR_GRACE_MILLIS, fired -> giveUp(conversation));
        }
        return conversation.on(new Event.Restarted(conversation.now())).onSuccess(done -> reconcile(conversation));
    }

    /** In memory again, with nothing done yet; null when its journal can't be read. */
    private @Nullable LiveConversation rebuilt(ConversationRow row, List<JournalEntry> entries) {
        LiveConversation conversation = new LiveConversation(vertx, services, row.id(), whenOver);
        conversation.resumeBy(row.resume());
        try {
            conversation.replay(entries);
        } catch (IllegalArgumentException unreadable) {
            LOG.atError()
                    .addKeyValue("conversationId", row.id())
                    .addKeyValue("cause", unreadable)
                    .log("a conversation can't be rebuilt from its journal");
            return null;
        }
        live.put(row.id(), conversation);
        services.meters().live(1);
        return conversation;
    }

    private void giveUp(LiveConversation conversation) {
        if (conversation.edge() == null && live.containsKey(conversation.id())) {
            conversation.on(new Event.CustomerLeft("visitor_left", conversation.now()));
        }
    }

    /**
     * A conversation that was given up because nothing could be written still counts as alive in the journal: as soon as it can be
     * written to, the end is written there, and what was asked of people is withdrawn.
     */
    void closeLater(String conversationId) {
        vertx.setTimer(
                CLOSE_AFTER_MILLIS,
                fired -> services.journal()
                        .find(conversationId)
                        .compose(row -> row == null || !row.state().equals("live") || live.containsKey(conversationId)
                                ? Future.succeededFuture()
                                : services.journal().read(conversationId).compose(entries -> close(row, entries)))
                        .onFailure(notYet -> {
                            // given up once more, it comes here by itself
                            if (!live.containsKey(conversationId)) {
                                closeLater(conversationId);
                            }
                        }));
    }

    private Future<Void> close(ConversationRow row, List<JournalEntry> entries) {
        LiveConversation conversation = rebuilt(row, entries);
        return conversation == null
                ? Future.succeededFuture()
                : conversation.on(new Event.CustomerLeft(LiveConversation.JOURNAL_UNAVAILABLE, conversation.now()));
    }

    /** Answers and expiries that the broker has and this conversation does not are sent again. */
    private void reconcile(LiveConversation conversation) {
        List<String> open = conversation.state().consults().stream()
                .filter(OpenConsult::isOpen)
                .map(OpenConsult::id)
                .toList();
        if (!open.isEmpty()) {
            DeliveryOptions within = new DeliveryOptions().setSendTimeout(5_000);
            vertx.eventBus()
                    .request(services.addresses().desk(), new ToDesk.Reconcile(conversation.id(), open), within)
                    .onFailure(cause -> LOG.atWarn()
                            .addKeyValue("conversationId", conversation.id())
                            .addKeyValue("cause", cause)
                            .log("open consults were not reconciled; the broker will send what it knows"));
        }
    }
}
