package dev.sotto.loadtest;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The load test's command line. */
@Command(
        name = "loadtest",
        version = "Sotto 0.1.0",
        mixinStandardHelpOptions = true,
        subcommands = {
            CallsCommand.class,
            DensityCommand.class,
            CentreCommand.class,
            PlanCommand.class,
            LatencyCommand.class,
            AuditCommand.class,
            ChaosCommand.class,
            SoakCommand.class,
            ChatCommand.class,
            ReadyCommand.class,
            HelpCommand.class
        },
        description = {
            "Virtual callers and agents against a running Sotto, over the wire only.",
            "Each command tells more: help calls, help density, help centre, help plan, help latency, help audit, help chat, help ready."
        })
public final class Main {
    private static List<String> given = List.of();

    private Main() {}

    /** As it was given, for the report. */
    static String commandLine() {
        return "loadtest " + String.join(" ", given).replaceAll("(--password[ =])\\S+", "$1***");
    }

    public static void main(String[] args) {
        // the gateway, which is on the class path to be started, has a logback.xml of its own
        System.setProperty("logback.configurationFile", "loadtest-logback.xml");
        System.setProperty("java.awt.headless", "true");
        given = List.of(args);
        CommandLine line = new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(command.getCommandName() + " failed: " + failure.getMessage());
            return 1;
        });
        System.exit(line.execute(args.length == 0 ? new String[] {"--help"} : args));
    }
}
