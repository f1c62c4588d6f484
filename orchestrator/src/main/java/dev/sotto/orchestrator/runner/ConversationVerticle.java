package dev.sotto.orchestrator.runner;

import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Stage;
import dev.sotto.orchestrator.journal.JournalEntry;
import dev.sotto.orchestrator.message.ConversationList;
import dev.sotto.orchestrator.message.ListConversations;
import dev.sotto.orchestrator.message.NoSuchConversation;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToConversation;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owns a share of the conversations: all whose id falls on its address. One event loop, never blocked. */
public final class ConversationVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ConversationVerticle.class);
    /** New conversations beyond this are refused. */
    private static final int LIMIT = 20_000;

    private final Services services;
    private final int instance;
    private final Map<String, LiveConversation> live = new HashMap<>();
    private @Nullable Recovery recovery;

    public ConversationVerticle(Services services, int instance) {
        this.services = services;
        this.instance = instance;
    }

    @Override
    public Future<?> start() {
        String address = services.addresses().orchestrator(instance);
        vertx.eventBus().<Object>consumer(address, this::receive);
        recovery = new Recovery(vertx, services, address, live, this::over);
        return recovery.run();
    }

    private void receive(Message<Object> message) {
        Object body = message.body();
        if (body instanceof ToConversation.Begin begin) {
            begin(message, begin);
        } else if (body instanceof ListConversations) {
            message.reply(new ConversationList(
                    live.values().stream().map(LiveConversation::view).toList()));
        } else if (body instanceof ToConversation known) {
            LiveConversation conversation = live.get(known.conversationId());
            if (conversation == null && known instanceof ToConversation.CallBackEnded ended) {
                durable(message, new Afterword(services).note(ended.conversationId(), afterwards(ended)));
            } else if (conversation == null) {
                unknown(message, known);
            } else {
                deliver(message, conversation, known);
            }
        }
    }

    private void begin(Message<Object> message, ToConversation.Begin begin) {
        LiveConversation known = live.get(begin.conversationId());
        if (known != null) {
            known.attach(begin.edge());
            durable(message, known.durable());
            return;
        }
        if (live.size() >= LIMIT) {
            message.reply(new Refused("busy", "too many conversations"));
            return;
        }
        LiveConversation conversation = new LiveConversation(vertx, services, begin.conversationId(), this::over);
        live.put(begin.conversationId(), conversation);
        services.meters().live(1);
        conversation.attach(begin.edge());
        conversation.resumeBy(begin.resume());
        Event began = new Event.Began(begin.channel(), begin.variables(), services.fingerprint(), conversation.now());
        conversation.on(began);
        durable(message, conversation.durable());
    }

    private void deliver(Message<Object> message, LiveConversation conversation, ToConversation body) {
        if (body instanceof ToConversation.Read) {
            message.reply(conversation.view());
        } else if (body instanceof ToConversation.SilenceMeasured measured) {
            conversation.silence(measured.silence());
        } else if (body instanceof ToConversation.TakeUp taken) {
            takeUp(message, conversation, taken);
        } else if (body instanceof ToConversation.Attach attach) {
            conversation.attach(attach.edge());
            message.reply(Views.of(conversation.state(), null));
        } else if (body instanceof ToConversation.UtteranceHeard heard
                && heard.messageId() != null
                && conversation.state().seen().contains(heard.messageId())) {
            durable(message, conversation.durable());
        } else {
            refusal(conversation, body)
                    .ifPresentOrElse(
                            message::reply,
                            () -> durable(message, conversation.on(Events.of(body, conversation.now()))));
        }
    }

    private void takeUp(Message<Object> message, LiveConversation conversation, ToConversation.TakeUp taken) {
        if (!conversation.state().consults().isEmpty()) {
            durable(message, conversation.durable());
            return;
        }
        JournalEntry carried = new JournalEntry(
                conversation.id(), 0, conversation.now(), Event.TakenUp.class.getSimpleName(), taken.carried());
        try {
            Event.TakenUp event = (Event.TakenUp) services.json().event(carried);
            durable(
                    message,
                    conversation.on(new Event.TakenUp(
                            event.from(), event.task(), event.point(), event.values(), conversation.now())));
        } catch (IllegalArgumentException unreadable) {
            message.reply(new Refused("unreadable", String.valueOf(unreadable.getMessage())));
        }
    }

    private Event.CallBackEnded afterwards(ToConversation.CallBackEnded ended) {
        return new Event.CallBackEnded(
                ended.conversation(), ended.outcome(), services.clock().instant());
    }

    /** Why a person's wish can't be done. */
    private static Optional<Refused> refusal(LiveConversation conversation, ToConversation body) {
        Stage stage = conversation.state().stage();
        String holder = stage instanceof Stage.WithAgent agent ? agent.agent() : "";
        if (body instanceof ToConversation.AgentSaid said && !said.whisper() && !holder.equals(said.agent())) {
            return Optional.of(new Refused("not_yours", "take the conversation over first"));
        }
        if (body instanceof ToConversation.AgentSaid said && said.whisper() && !holder.isEmpty()) {
            return Optional.of(new Refused("with_agent", holder + " speaks to the customer; nothing can be whispered"));
        }
        if (body instanceof ToConversation.AgentSaid && stage instanceof Stage.Leaving) {
            return Optional.of(new Refused("ended", "the conversation is ending"));
        }
        if (body instanceof ToConversation.HandBack back && !holder.equals(back.agent())) {
            return Optional.of(new Refused("not_yours", "the conversation isn't with you"));
        }
        if (body instanceof ToConversation.TakeOver && stage instanceof Stage.Leaving) {
            return Optional.of(new Refused("ended", "the conversation is ending"));
        }
        return Optional.empty();
    }

    private static void unknown(Message<Object> message, ToConversation body) {
        if (message.replyAddress() != null) {
            message.reply(new NoSuchConversation(body.conversationId()));
        }
    }

    private static void durable(Message<Object> message, Future<Void> write) {
        if (message.replyAddress() == null) {
            return;
        }
        write.onComplete(
                done -> message.reply(Ok.OK),
                cause -> message.reply(new Refused("unavailable", String.valueOf(cause.getMessage()))));
    }

    private void over(LiveConversation conversation) {
        if (live.remove(conversation.id()) != null) {
            services.meters().live(-1);
        }
        if (conversation.isGivenUp() && recovery != null) {
            recovery.closeLater(conversation.id());
        }
        LOG.atDebug().addKeyValue("conversationId", conversation.id()).log("conversation closed");
    }
}
