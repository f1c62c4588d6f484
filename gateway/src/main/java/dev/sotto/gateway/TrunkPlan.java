package dev.sotto.gateway;

import dev.sotto.config.Settings;
import dev.sotto.config.TrunkSettings;
import dev.sotto.config.yaml.Spelling;
import dev.sotto.gateway.call.Trunking;
import dev.sotto.gateway.sip.trunk.Gatekeeper;
import dev.sotto.gateway.sip.trunk.Trunk;
import dev.sotto.gateway.sip.trunk.Trunks;
import dev.sotto.orchestrator.task.Playbook;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trunks out of settings, and what operators are told of who may call. */
final class TrunkPlan {
    private static final Logger LOG = LoggerFactory.getLogger(TrunkPlan.class);

    private TrunkPlan() {}

    static Trunking trunking(Settings settings, Meters meters, InstantSource clock, SecureRandom random) {
        Settings.Trunks wanted = settings.trunks();
        if (!mayCall(settings)) {
            LOG.atWarn()
                    .addKeyValue("host", settings.sip().host())
                    .log("nobody may call: sip.trunks names nobody who calls, and sip.open is not true");
        } else if (wanted.open()
                && !settings.sip().host().startsWith("127.")
                && wanted.list().isEmpty()) {
            LOG.atWarn()
                    .addKeyValue("host", settings.sip().host())
                    .log("everybody who reaches this address may call: sip.open is true");
        }
        List<Trunk> trunks = wanted.list().stream().map(Trunk::new).toList();
        return new Trunking(
                new Trunks(trunks),
                new Gatekeeper.Rules(wanted.open(), wanted.realm(), wanted.requestsPerSecond()),
                meters.trunks(),
                clock,
                random);
    }

    /** Who may call, in a line. */
    static String callers(Settings settings) {
        String names =
                settings.trunks().list().stream().map(TrunkSettings::name).collect(Collectors.joining(", "));
        if (settings.trunks().open()) {
            return "everybody who reaches " + settings.sip().host() + (names.isEmpty() ? "" : "; trunks: " + names);
        }
        return mayCall(settings) ? "trunks: " + names : "NOBODY: set sip.trunks, or sip.open: true";
    }

    private static boolean mayCall(Settings settings) {
        return settings.trunks().open()
                || settings.trunks().list().stream()
                        .anyMatch(trunk -> !trunk.addresses().isEmpty()
                                || !trunk.user().isEmpty()
                                || trunk.register().isPresent());
    }

    /** A number that leads to no task would be found out by a caller. */
    static void checkTasks(Settings settings, Playbook playbook) {
        Set<String> tasks = playbook.tasks().keySet();
        List<String> problems = new ArrayList<>();
        for (int index = 0; index < settings.trunks().list().size(); index++) {
            TrunkSettings trunk = settings.trunks().list().get(index);
            String path = "sip.trunks[" + index + "]";
            trunk.numbers().forEach((number, task) -> check(path + ".numbers." + number, task, tasks, problems));
            if (!trunk.task().isEmpty()) {
                check(path + ".task", trunk.task(), tasks, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    private static void check(String path, String task, Set<String> tasks, List<String> problems) {
        if (!tasks.contains(task)) {
            problems.add(path + " is '" + task + "', which is no task; " + Spelling.hint(task, tasks));
        }
    }
}
