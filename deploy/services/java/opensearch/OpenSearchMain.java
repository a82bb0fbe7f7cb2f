import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.opensearch.Version;
import org.opensearch.common.logging.LogConfigurator;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.PluginInfo;

/**
 * One node with the modules on the class path. Every argument is a setting, {@code name=value};
 * ends on TERM.
 */
public class OpenSearchMain {
    private static final List<String> MODULES = List.of(
        "org.opensearch.transport.Netty4",
        "org.opensearch.painless.Painless",
        "org.opensearch.analysis.common.CommonAnalysis",
        "org.opensearch.index.reindex.Reindex",
        "org.opensearch.ingest.common.IngestCommon",
        "org.opensearch.index.mapper.MapperExtras");

    public static void main(String[] arguments) throws Exception {
        Settings settings = settings(arguments);
        Path config = Files.createDirectories(Path.of(settings.get("path.home"), "config"));
        LogConfigurator.registerErrorListener();
        LogConfigurator.configureWithoutConfig(settings);
        Environment environment =
            InternalSettingsPreparer.prepareEnvironment(
                settings, Map.of(), config, () -> "console");

        // The constructor that takes plug-ins by class is protected: it is meant for a server's own
        // tests.
        Constructor<Node> constructor =
            Node.class.getDeclaredConstructor(Environment.class, Collection.class, boolean.class);
        constructor.setAccessible(true);
        Node node = constructor.newInstance(environment, modules(), true);

        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            close(node);
            ended.countDown();
        }));
        node.start();
        ended.await();
    }

    private static Settings settings(String[] arguments) {
        Settings.Builder builder = Settings.builder();
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            builder.put(pair[0], pair[1]);
        }
        return builder.build();
    }

    /**
     * Up to 2.x a plug-in is given as its class, named …Plugin; from 3.0 as its description, named
     * …ModulePlugin.
     */
    private static Collection<Object> modules() throws ClassNotFoundException {
        boolean byClass = Version.CURRENT.major < 3;
        Collection<Object> modules = new ArrayList<>();
        for (String module : MODULES) {
            String name = module + (byClass ? "Plugin" : "ModulePlugin");
            Class<?> type = Class.forName(name);
            String java = Integer.toString(Runtime.version().feature());
            modules.add(byClass ? type : described(name, java));
        }
        return modules;
    }

    private static PluginInfo described(String name, String java) {
        return new PluginInfo(
            name, "on the class path", "-", Version.CURRENT, java, name, List.of(), false);
    }

    private static void close(Node node) {
        try {
            node.close();
            node.awaitClose(10, TimeUnit.SECONDS);
        } catch (Exception error) {
            error.printStackTrace();
        }
    }
}
