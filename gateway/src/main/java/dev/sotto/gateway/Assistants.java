package dev.sotto.gateway;

import dev.sotto.config.Settings;
import dev.sotto.orchestrator.assistant.Assistant;
import dev.sotto.orchestrator.assistant.LocalAssistant;
import dev.sotto.orchestrator.model.ModelAssistant;
import dev.sotto.orchestrator.model.ModelSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** The assistant that the settings ask for. The local one is always there: it stands in for a model. */
final class Assistants {
    private Assistants() {}

    static Future<Assistant> create(
            Vertx vertx,
            Settings.Assistant wanted,
            Groundwork laid,
            Meters meters,
            Clock clock,
            RandomGenerator random) {
        return LocalAssistant.create(vertx, laid.playbook())
                .onSuccess(local -> laid.embedder(local.embedder()))
                .map(local -> wanted.isModel()
                        ? ModelAssistant.create(
                                vertx,
                                laid.playbook(),
                                local,
                                settings(wanted.model()),
                                laid.prompt(),
                                new ModelTimers(meters.registry()),
                                clock,
                                random::nextDouble)
                        : local);
    }

    private static ModelSettings settings(Settings.Model model) {
        return new ModelSettings(
                model.url(),
                model.key(),
                model.name(),
                model.timeout(),
                model.idleTimeout(),
                model.totalTimeout(),
                model.hedgeAfter(),
                model.retries(),
                model.maxTokens(),
                model.slowAfter());
    }
}
