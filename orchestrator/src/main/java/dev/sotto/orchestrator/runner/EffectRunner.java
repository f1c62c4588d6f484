package dev.sotto.orchestrator.runner;

import dev.sotto.orchestrator.conversation.Effect;
import dev.sotto.orchestrator.conversation.Event;
import dev.sotto.orchestrator.conversation.Focus;
import dev.sotto.orchestrator.conversation.Interpretation;
import dev.sotto.orchestrator.conversation.Meaning;
import dev.sotto.orchestrator.conversation.Party;
import dev.sotto.orchestrator.conversation.ToolOutcome;
import dev.sotto.orchestrator.conversation.TranscriptLine;
import dev.sotto.orchestrator.message.ToEdge;
import dev.sotto.orchestrator.tool.ToolCall;
import dev.sotto.orchestrator.tool.ToolResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what the machine wants done, and reports back by events. Conversation's context only. */
final class EffectRunner {
    private static final Logger LOG = LoggerFactory.getLogger(EffectRunner.class);
    private static final long INTERPRET_SECONDS = 8;
    private static final int REVOKE_TRIES = 60;
    private static final long REVOKE_RETRY_MILLIS = 500;

    private final Services services;
    private final LiveConversation conversation;
    private final GuidanceLine guidance;
    private final ModelLine model;
    private final CallLine calls;
    private final Vertx vertx;

    EffectRunner(Vertx vertx, Services services, LiveConversation conversation) {
        this.vertx = vertx;
        this.services = services;
        this.conversation = conversation;
        guidance = new GuidanceLine(vertx, services.addresses(), conversation);
        calls = new CallLine(vertx, services, conversation);
        model = new ModelLine(services.assistant().talker(), conversation, this::report);
    }

    void perform(Effect effect) {
        if (effect instanceof Effect.Interpret interpret) {
            send(new ToEdge.Typing(conversation.id(), Party.ASSISTANT, true));
            Runnable locally =
                    () -> interpret(interpret.turn(), interpret.text(), interpret.confidence(), interpret.focus());
            if (!model.takes(interpret, locally)) {
                locally.run();
            }
        } else if (effect instanceof Effect.InterpretLocally local) {
            interpret(local.turn(), local.text(), local.confidence(), local.focus());
        } else if (effect instanceof Effect.Generate) {
            model.goOn();
        } else if (effect instanceof Effect.DropGeneration) {
            model.close();
        } else if (effect instanceof Effect.CallTool call) {
            call(call);
        } else if (effect instanceof Effect.Word word) {
            word(word);
        } else if (effect instanceof Effect.RequestGuidance request) {
            services.meters().guidanceAsked(request.request().kind().name().toLowerCase(Locale.ROOT));
            guidance.ask(request.request());
        } else if (effect instanceof Effect.PromoteGuidance promotion) {
            guidance.promote(promotion.request());
        } else if (effect instanceof Effect.WithdrawGuidance withdraw) {
            guidance.withdraw(withdraw);
        } else if (effect instanceof Effect.PromiseCall promise) {
            calls.promise(promise);
        } else if (effect instanceof Effect.PlaceCall place) {
            calls.place(place);
        } else if (effect instanceof Effect.VoidApproval approval) {
            revoke(approval, REVOKE_TRIES);
        } else if (effect instanceof Effect.SentenceBlocked) {
            services.meters().sentenceBlocked();
            LOG.atWarn()
                    .addKeyValue("conversationId", conversation.id())
                    .log("a sentence without a cause was kept back");
        } else {
            edge(effect);
        }
    }

    private void edge(Effect effect) {
        String id = conversation.id();
        if (effect instanceof Effect.Speak speak) {
            TranscriptLine line = speak.line();
            send(new ToEdge.Say(id, line.number(), line.from(), line.text(), speak.interruptible(), line.at()));
        } else if (effect instanceof Effect.StopSpeaking) {
            send(new ToEdge.StopSaying(id));
        } else if (effect instanceof Effect.Yield) {
            send(new ToEdge.Yield(id));
        } else if (effect instanceof Effect.Expect expect) {
            String expecting = expect.expecting().name().toLowerCase(Locale.ROOT);
            send(new ToEdge.Expect(id, expecting, expect.digits(), expect.sensitive()));
        } else if (effect instanceof Effect.HangUp hangUp) {
            send(new ToEdge.HangUp(id, hangUp.termination()));
        } else if (effect instanceof Effect.Transfer transfer) {
            send(new ToEdge.Transfer(id, transfer.target(), transfer.literal(), transfer.headers()));
        }
    }

    void send(ToEdge message) {
        String edge = conversation.edge();
        if (edge != null) {
            vertx.eventBus().send(edge, message);
        }
    }

    /** The conversation has ended without its machine: what is under way is closed. */
    void close() {
        model.close();
    }

    private void interpret(long turn, String text, double confidence, Focus focus) {
        long began = System.nanoTime();
        services.assistant()
                .interpret(text, confidence, focus)
                .timeout(INTERPRET_SECONDS, TimeUnit.SECONDS)
                .otherwise(cause -> {
                    LOG.atWarn()
                            .addKeyValue("conversationId", conversation.id())
                            .addKeyValue("cause", cause)
                            .log("the assistant did not understand in time");
                    return Interpretation.of(new Meaning.Unclear());
                })
                .onSuccess(meaning -> {
                    services.meters().turnUnderstood(System.nanoTime() - began);
                    report(new Event.Understood(turn, meaning, conversation.now()));
                });
    }

    private void word(Effect.Word wanted) {
        services.assistant()
                .word(wanted.instruction(), wanted.question())
                .timeout(INTERPRET_SECONDS, TimeUnit.SECONDS)
                .otherwise(wanted.instruction())
                .onSuccess(text -> report(new Event.Worded(wanted.guidanceId(), text, conversation.now())));
    }

    private void call(Effect.CallTool wanted) {
        long began = System.nanoTime();
        String customer = conversation.state().customer();
        ToolCall call = new ToolCall(
                wanted.callId(), conversation.id(), customer, wanted.tool(), wanted.with(), wanted.token());
        String rule = wanted.rule();
        Future<ToolResult> result = rule == null
                ? services.tools().run(call)
                : services.tools()
                        .allow(call, rule)
                        .compose(token -> services.tools().run(call.under(token)));
        result.otherwise(cause -> new ToolResult.Failed(String.valueOf(cause.getMessage())))
                .onSuccess(outcome -> {
                    services.meters()
                            .toolReturned(wanted.tool(), outcome.getClass().getSimpleName(), System.nanoTime() - began);
                    report(returned(wanted.callId(), outcome));
                });
    }

    private void revoke(Effect.VoidApproval approval, int triesLeft) {
        services.tools().revoke(approval.guidanceId(), approval.reason()).onFailure(cause -> {
            if (triesLeft > 1) {
                vertx.setTimer(REVOKE_RETRY_MILLIS, fired -> revoke(approval, triesLeft - 1));
            } else {
                LOG.atError()
                        .addKeyValue("conversationId", conversation.id())
                        .addKeyValue("guidanceId", approval.guidanceId())
                        .addKeyValue("cause", cause)
                        .log("an approval could not be taken back");
            }
        });
    }

    private Event returned(String callId, ToolResult result) {
        if (result instanceof ToolResult.Success success) {
            return new Event.ToolReturned(callId, ToolOutcome.SUCCESS, success.value(), "", conversation.now());
        }
        if (result instanceof ToolResult.NotFound) {
            return new Event.ToolReturned(callId, ToolOutcome.NOT_FOUND, Map.of(), "", conversation.now());
        }
        if (result instanceof ToolResult.Rejected rejected) {
            return new Event.ToolReturned(
                    callId, ToolOutcome.REJECTED, Map.of(), rejected.reason(), conversation.now());
        }
        if (result instanceof ToolResult.Refused refused) {
            return new Event.ToolReturned(callId, ToolOutcome.REFUSED, Map.of(), refused.reason(), conversation.now());
        }
        String reason = ((ToolResult.Failed) result).reason();
        return new Event.ToolReturned(callId, ToolOutcome.FAILED, Map.of(), reason, conversation.now());
    }

    private void report(Event event) {
        // an event for a conversation that is over meanwhile changes nothing
        conversation.on(event).onFailure(cause -> LOG.atDebug().setCause(cause).log("event came too late"));
    }
}
