package dev.sotto.orchestrator.memory;

import dev.sotto.orchestrator.message.Addresses;
import dev.sotto.orchestrator.message.Refused;
import dev.sotto.orchestrator.message.ToDesk;
import dev.sotto.orchestrator.message.ToMemory;
import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rules as people see and switch them, and their ends by themselves. Owned by the memory's context. */
final class RuleDesk {
    private static final Logger LOG = LoggerFactory.getLogger(RuleDesk.class);
    private static final String MEMORY = "memory";

    private final EventBus bus;
    private final Addresses addresses;
    private final RuleStore store;
    private final AnswerStore answers;
    private final RuleBook book;
    private final MemoryMeters meters;
    private final InstantSource clock;
    private Set<String> told = Set.of();

    RuleDesk(
            EventBus bus,
            Addresses addresses,
            RuleStore store,
            AnswerStore answers,
            RuleBook book,
            MemoryMeters meters,
            InstantSource clock) {
        this.bus = bus;
        this.addresses = addresses;
        this.store = store;
        this.answers = answers;
        this.book = book;
        this.meters = meters;
        this.clock = clock;
    }

    /** Ends what is over, and takes up what was changed, here or on another node. */
    Future<Void> refresh() {
        Instant now = clock.instant();
        return store.live()
                .compose(live -> Future.all(live.stream()
                                .filter(rule -> !now.isBefore(rule.expiresAt()))
                                .map(rule -> end(rule, RuleState.EXPIRED, "its time is over"))
                                .toList())
                        .compose(ended -> ended.size() == 0 ? Future.succeededFuture(live) : store.live()))
                .onSuccess(this::takeUp)
                .mapEmpty();
    }

    private void takeUp(List<Rule> live) {
        book.replace(live);
        Set<String> points = book.points();
        if (!points.isEmpty() || !told.isEmpty()) {
            bus.send(addresses.desk(), new ToDesk.RulesOn(points));
        }
        told = points;
    }

    /** Rolls back what people contradict. */
    Future<Void> review(String id) {
        return store.find(id)
                .compose(rule -> {
                    String fault = rule == null || rule.state() != RuleState.ON ? null : rule.fault();
                    return rule == null || fault == null
                            ? Future.succeededFuture()
                            : end(rule, RuleState.ROLLED_BACK, fault)
                                    .onSuccess(done -> meters.ruleRolledBack())
                                    .compose(done -> refresh());
                })
                .mapEmpty();
    }

    private Future<@Nullable Rule> end(Rule rule, RuleState state, String why) {
        LOG.atInfo()
                .addKeyValue("ruleId", rule.id())
                .addKeyValue("state", state.wire())
                .addKeyValue("cause", why)
                .log("A rule has ended");
        return store.move(rule.id(), rule.state(), state, change(rule, state, MEMORY, why));
    }

    Future<Object> list(String state) {
        Optional<RuleState> wanted = RuleState.parse(state);
        if (wanted.isEmpty() && !state.equals("all")) {
            return Future.succeededFuture(new Refused("invalid", "There is no state " + state));
        }
        return store.list(wanted.orElse(null))
                .map(rules ->
                        new ToMemory.RuleList(rules.stream().map(RuleViews::of).toList()));
    }

    Future<Object> read(String id) {
        return store.find(id).compose(rule -> rule == null ? unknown() : detail(rule));
    }

    private Future<Object> detail(Rule rule) {
        return answers.byGuidance(rule.evidence())
                .compose(evidence -> store.changes(rule.id()).map(changes -> RuleViews.of(rule, evidence, changes)));
    }

    Future<Object> set(ToMemory.SetRule wish) {
        Optional<RuleState> wanted = RuleState.parse(wish.state());
        if (wanted.isEmpty()) {
            return Future.succeededFuture(new Refused("invalid", "There is no state " + wish.state()));
        }
        return store.find(wish.id()).compose(rule -> {
            if (rule == null) {
                return unknown();
            }
            if (!rule.state().moves().contains(wanted.get())) {
                return Future.succeededFuture(new Refused(
                        "not_now", "A rule that is " + rule.state().wire() + " can't be set to " + wish.state()));
            }
            return move(rule, wanted.get(), wish.who());
        });
    }

    private Future<Object> move(Rule rule, RuleState state, String who) {
        return store.move(rule.id(), rule.state(), state, change(rule, state, who, "switched by hand"))
                .compose(moved -> moved == null
                        ? Future.succeededFuture(new Refused("not_now", "Somebody else has just changed it"))
                        : refresh().compose(done -> detail(moved)));
    }

    private ToMemory.Change change(Rule rule, RuleState state, String who, String why) {
        return new ToMemory.Change(clock.instant(), who, rule.state().wire(), state.wire(), why);
    }

    private static Future<Object> unknown() {
        return Future.succeededFuture(new Refused("unknown", "There is no such rule"));
    }
}
