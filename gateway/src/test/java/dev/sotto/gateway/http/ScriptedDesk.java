package dev.sotto.gateway.http;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.AnswerOutcome;
import dev.sotto.orchestrator.consult.ConsultKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.DeskEvent;
import dev.sotto.orchestrator.message.Ok;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToDesk;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A broker with requests "g1" (an approval) and whatever ids name an outcome ("too_late"): the first answer to g1 wins. */
final class ScriptedDesk extends VerticleBase {
    final List<ToDesk> heard = new CopyOnWriteArrayList<>();
    private final Map<String, ToDesk.GuidanceView> requests = new ConcurrentHashMap<>();
    private final Map<String, ToDesk.AgentView> agents = new ConcurrentHashMap<>();
    private final Addresses addresses;

    ScriptedDesk(Addresses addresses) {
        this.addresses = addresses;
        requests.put("g1", new ToDesk.GuidanceView(request("g1"), "offered", "ada", Instant.EPOCH, null));
        agents.put("ada", new ToDesk.AgentView("ada", "agent", List.of("billing"), "available", 3, 0));
    }

    @Override
    public Future<?> start() {
        vertx.eventBus().<ToDesk>consumer(addresses.desk(), this::on);
        return Future.succeededFuture();
    }

    ToDesk.GuidanceView guidance(String id) {
        return requests.get(id);
    }

    private void on(Message<ToDesk> message) {
        ToDesk question = message.body();
        heard.add(question);
        if (question instanceof ToDesk.Agents) {
            message.reply(new ToDesk.AgentList(List.copyOf(agents.values())));
        } else if (question instanceof ToDesk.ListSettled) {
            message.reply(new ToDesk.GuidanceList(requests.values().stream()
                    .filter(view -> view.answer() != null)
                    .toList()));
        } else if (question instanceof ToDesk.ReadBundle read) {
            ToDesk.GuidanceView view = requests.get(read.guidanceId());
            message.reply(
                    view == null
                            ? new Refused("unknown", "No such request")
                            : new ToDesk.GuidanceBundle("b-1", List.of(view)));
        } else if (question instanceof ToDesk.ReadAudit read) {
            message.reply(new ToDesk.AuditTrail(List.of(
                    new ToDesk.AuditLine(read.guidanceId(), Instant.EPOCH, "ada", "answered", "accepted", null))));
        } else if (question instanceof ToDesk.ListChecks) {
            message.reply(new ToDesk.AuditTrail(
                    List.of(new ToDesk.AuditLine("g0", Instant.EPOCH, "ada", "check", "wrong", "decline was right"))));
        } else if (question instanceof ToDesk.AnswerBundle bundle) {
            message.reply(new ToDesk.BundleReply(bundle.members().stream()
                    .map(id -> new ToDesk.MemberReply(id, outcome(id, null)))
                    .toList()));
        } else if (question instanceof ToDesk.Reassign reassign) {
            message.reply(outcome(reassign.guidanceId(), null));
        } else if (question instanceof ToDesk.ListGuidance) {
            message.reply(new ToDesk.GuidanceList(List.copyOf(requests.values())));
        } else if (question instanceof ToDesk.Read read) {
            ToDesk.GuidanceView view = requests.get(read.guidanceId());
            message.reply(view == null ? new Refused("unknown", "No such request") : view);
        } else if (question instanceof ToDesk.SetPresence set) {
            var agent = new ToDesk.AgentView(set.agent(), "agent", List.of(), set.presence(), set.capacity(), 0);
            agents.put(set.agent(), agent);
            vertx.eventBus().publish(addresses.deskEvents(), new DeskEvent.PresenceChanged(agent, null));
            message.reply(agent);
        } else if (question instanceof ToDesk.Accept accept) {
            message.reply(outcome(accept.guidanceId(), null));
        } else if (question instanceof ToDesk.Answer answer) {
            message.reply(outcome(answer.guidanceId(), answer));
        } else {
            message.reply(Ok.OK);
        }
    }

    private ToDesk.AnswerReply outcome(String id, ToDesk.Answer answer) {
        ToDesk.GuidanceView view = requests.get(id);
        if (view == null) {
            for (AnswerOutcome outcome : AnswerOutcome.values()) {
                if (outcome.name().equalsIgnoreCase(id)) {
                    return new ToDesk.AnswerReply(outcome, "as asked");
                }
            }
            return new ToDesk.AnswerReply(AnswerOutcome.UNKNOWN, null);
        }
        if (view.answer() != null) {
            return new ToDesk.AnswerReply(
                    AnswerOutcome.SUPERSEDED, view.answer().agent() + " answered first");
        }
        if (answer != null) {
            var given =
                    new GuidanceAnswer(answer.answer(), answer.choice(), answer.text(), answer.agent(), Instant.EPOCH);
            var changed = new ToDesk.GuidanceView(view.request(), "answered", null, null, given);
            requests.put(id, changed);
            vertx.eventBus().publish(addresses.deskEvents(), new DeskEvent.GuidanceChanged(changed));
        }
        return new ToDesk.AnswerReply(AnswerOutcome.ACCEPTED, null);
    }

    static GuidanceRequest request(String id) {
        return new GuidanceRequest(
                id,
                "c1",
                "voice",
                "refund",
                "approve_refund",
                ConsultKind.APPROVAL,
                "Refund $129.00?",
                "Wants a refund",
                List.of(new GuidanceRequest.Excerpt("customer", "I want my money back", Instant.EPOCH, null)),
                List.of(new GuidanceRequest.Fact("Order", "482913")),
                List.of(new GuidanceRequest.Proposal("Approve", AnswerKind.APPROVE, "Refunds", "task", null, null)),
                new GuidanceRequest.Approval("orders.refund", Map.of("amount", new java.math.BigDecimal("129.00"))),
                "billing",
                Instant.EPOCH,
                Duration.ofSeconds(15),
                Instant.EPOCH,
                GuidanceRequest.Terms.PLAIN);
    }
}
