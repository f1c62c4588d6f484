package dev.sotto.gateway.http;

import dev.sotto.gateway.api.ConversationArchive;
import dev.sotto.orchestrator.conversation.Party;
import dev.sotto.orchestrator.conversation.TranscriptLine;
import dev.sotto.orchestrator.journal.ConversationRow;
import dev.sotto.orchestrator.journal.Journal;
import dev.sotto.orchestrator.journal.JournalEntry;
import dev.sotto.orchestrator.journal.SaidLine;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.ConversationList;
import dev.sotto.orchestrator.message.ConversationView;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.ListConversations;
import dev.sotto.orchestrator.message.NoSuchConversation;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToConversation;
import dev.sotto.orchestrator.message.ToEdge;
import dev.sotto.orchestrator.replay.Course;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Conversations that do what the customer says: "say 3" says three lines, "shout 3" three long ones, "bye" hangs up, "mute" is never acknowledged,
 * "refuse" is refused; anything else is answered with one line. It is its own journal.
 */
final class ScriptedConversations extends VerticleBase implements Journal {
    static final class Scripted {
        final String id;
        final String resume;
        final Map<String, String> variables;
        final List<TranscriptLine> lines = new ArrayList<>();
        final Set<String> seen = new HashSet<>();
        String edge;
        String agent;
        String termination;

        Scripted(ToConversation.Begin begin) {
            id = begin.conversationId();
            resume = begin.resume();
            variables = begin.variables();
            edge = begin.edge();
        }

        ConversationView view() {
            return new ConversationView(
                    id,
                    termination == null ? "live" : "ended",
                    termination == null ? "listening" : "ended",
                    "chat",
                    "",
                    Map.of("when", java.time.LocalDate.EPOCH),
                    variables,
                    List.copyOf(lines),
                    List.of(),
                    agent,
                    Instant.EPOCH,
                    termination == null ? null : Instant.EPOCH,
                    termination);
        }

        ConversationRow row() {
            var view = view();
            return new ConversationRow(
                    id, view.state(), "chat", "", "test", resume, view.startedAt(), view.endedAt(), termination);
        }
    }

    final Map<String, Scripted> conversations = new ConcurrentHashMap<>();
    final List<ToConversation> heard = new CopyOnWriteArrayList<>();
    /** What further stands in every journal. */
    final List<JournalEntry> facts = new CopyOnWriteArrayList<>();

    private final Addresses addresses;

    ScriptedConversations(Addresses addresses) {
        this.addresses = addresses;
    }

    @Override
    public Future<?> start() {
        for (int n = 0; n < addresses.orchestrators(); n++) {
            int instance = n;
            vertx.eventBus().consumer(addresses.orchestrator(n), message -> on(instance, message));
        }
        return Future.succeededFuture();
    }

    /** Its journal is one fact, with every consequence that there is. */
    ConversationArchive archive() {
        return new ConversationArchive() {
            @Override
            public Future<Optional<ConversationView>> find(String id) {
                return archived(id);
            }

            @Override
            public Future<Optional<Course>> course(String id) {
                return read(id).map(facts -> facts.stream()
                                .map(fact -> new Course.Entry(fact, EveryConsequence.of(id)))
                                .toList())
                        .map(entries -> entries.isEmpty()
                                ? Optional.empty()
                                : Optional.of(new Course(entries, Course.Certainty.SAME)));
            }
        };
    }

    Future<Optional<ConversationView>> archived(String id) {
        return Future.succeededFuture(Optional.ofNullable(conversations.get(id)).map(Scripted::view));
    }

    private void on(int instance, Message<Object> message) {
        if (message.body() instanceof ListConversations) {
            message.reply(new ConversationList(conversations.values().stream()
                    .filter(c -> c.termination == null)
                    .filter(c -> addresses.orchestratorOf(c.id).equals(addresses.orchestrator(instance)))
                    .map(Scripted::view)
                    .toList()));
            return;
        }
        var event = (ToConversation) message.body();
        heard.add(event);
        if (event instanceof ToConversation.Begin begin) {
            var begun = new Scripted(begin);
            conversations.put(begun.id, begun);
            say(begun, Party.ASSISTANT, "Hello!");
            message.reply(Ok.OK);
            return;
        }
        Scripted conversation = conversations.get(event.conversationId());
        if (conversation == null || conversation.termination != null) {
            message.reply(new NoSuchConversation(event.conversationId()));
        } else {
            on(conversation, event, message);
        }
    }

    private void on(Scripted conversation, ToConversation event, Message<Object> message) {
        if (event instanceof ToConversation.Attach attach) {
            conversation.edge = attach.edge();
            message.reply(conversation.view());
        } else if (event instanceof ToConversation.Read) {
            message.reply(conversation.view());
        } else if (event instanceof ToConversation.Gone gone) {
            conversation.termination = gone.termination();
            vertx.eventBus().publish(addresses.deskEvents(), new DeskEvent.ConversationChanged(conversation.view()));
        } else if (event instanceof ToConversation.TakeOver taken) {
            conversation.agent = taken.agent();
            message.reply(Ok.OK);
        } else if (event instanceof ToConversation.AgentSaid said) {
            if (said.whisper() || said.agent().equals(conversation.agent)) {
                say(conversation, said.whisper() ? Party.ASSISTANT : Party.AGENT, said.text());
                message.reply(Ok.OK);
            } else {
                message.reply(new Refused("not_yours", "Take over first"));
            }
        } else if (event instanceof ToConversation.UtteranceHeard words) {
            on(conversation, words, message);
        } else {
            message.reply(Ok.OK);
        }
    }

    private void on(Scripted conversation, ToConversation.UtteranceHeard words, Message<Object> message) {
        if (words.text().equals("mute")) {
            return;
        }
        if (words.text().equals("refuse")) {
            message.reply(new Refused("not_now", "No"));
            return;
        }
        boolean fresh = conversation.seen.add(words.messageId());
        if (fresh) {
            add(conversation, Party.CUSTOMER, words.text());
        }
        message.reply(Ok.OK);
        if (!fresh) {
            return;
        }
        if (words.text().equals("bye")) {
            vertx.eventBus().send(conversation.edge, new ToEdge.HangUp(conversation.id, "completed"));
        } else if (words.text().startsWith("shout ")) {
            int count = Integer.parseInt(words.text().substring(6));
            for (int n = 1; n <= count; n++) {
                say(conversation, Party.ASSISTANT, "line " + n + "!".repeat(1_000));
            }
        } else if (words.text().startsWith("say ")) {
            int count = Integer.parseInt(words.text().substring(4));
            for (int n = 1; n <= count; n++) {
                say(conversation, Party.ASSISTANT, "line " + n);
            }
        } else {
            say(conversation, Party.ASSISTANT, "You said " + words.text());
        }
    }

    private void say(Scripted conversation, Party from, String text) {
        TranscriptLine line = add(conversation, from, text);
        vertx.eventBus().send(conversation.edge, new ToEdge.Typing(conversation.id, from, true));
        vertx.eventBus()
                .send(conversation.edge, new ToEdge.Say(conversation.id, line.number(), from, text, true, line.at()));
    }

    private TranscriptLine add(Scripted conversation, Party from, String text) {
        var line = new TranscriptLine(conversation.lines.size() + 1L, from, text, Instant.EPOCH, false, null);
        conversation.lines.add(line);
        vertx.eventBus().publish(addresses.deskEvents(), new DeskEvent.TurnAdded(conversation.id, line));
        return line;
    }

    @Override
    public Future<Void> append(JournalEntry entry) {
        return Future.succeededFuture();
    }

    @Override
    public Future<List<JournalEntry>> read(String id) {
        Scripted conversation = conversations.get(id);
        if (conversation == null) {
            return Future.succeededFuture(List.of());
        }
        List<JournalEntry> entries = new ArrayList<>(facts);
        entries.add(0, new JournalEntry(id, 1, Instant.EPOCH, "Began", "{\"channel\":\"chat\"}"));
        return Future.succeededFuture(entries);
    }

    @Override
    public Future<SortedMap<Long, List<SaidLine>>> said(String id) {
        return Future.succeededFuture(new TreeMap<>());
    }

    @Override
    public Future<Void> record(ConversationRow row) {
        return Future.succeededFuture();
    }

    @Override
    public Future<List<ConversationRow>> list(String state, int limit) {
        return Future.succeededFuture(conversations.values().stream()
                .map(Scripted::row)
                .filter(row -> row.state().equals(state))
                .limit(limit)
                .toList());
    }

    @Override
    public Future<ConversationRow> find(String id) {
        return Future.succeededFuture(
                Optional.ofNullable(conversations.get(id)).map(Scripted::row).orElse(null));
    }

    @Override
    public Future<ConversationRow> findByResume(String resume) {
        return Future.succeededFuture(conversations.values().stream()
                .filter(conversation -> resume.equals(conversation.resume))
                .map(Scripted::row)
                .findFirst()
                .orElse(null));
    }
}
