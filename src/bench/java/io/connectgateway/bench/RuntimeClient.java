package io.connectgateway.bench;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.util.ReflectUtil;
import io.connectgateway.sandbox.ExecutionEnvironment;
import io.connectgateway.sandbox.FunctionCode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * The JVM as AWS's managed runtime starts it: its own runtime interface client is all that is on the class path, and loads the function
 * from the directory that it is started in.
 */
final class RuntimeClient {
    private static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

    private RuntimeClient() {}

    /**
     * @param directory for the client's native library, which the managed runtime has unpacked too
     * @throws IllegalArgumentException on any system but Linux
     */
    static List<String> command(Path directory) throws IOException {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new IllegalArgumentException("AWS's runtime interface client for Java runs on Linux only.");
        }
        return Stream.of(
                        List.of(FunctionCode.java()),
                        FunctionCode.MANAGED_RUNTIME_FLAGS,
                        heap(ExecutionEnvironment.MEMORY),
                        List.of("-D" + AWSLambda.class.getPackageName() + ".runtimeapi.NativeClient.JNI="
                                + library(directory)),
                        List.of("-cp", classPath(), AWSLambda.class.getName(), HANDLER))
                .flatMap(List::stream)
                .toList();
    }

    /** The managed runtime allows the heap 85 % of the function's memory; the JVM begins with a 64th of what the machine has. */
    private static List<String> heap(int megabytes) {
        return List.of("-XX:InitialHeapSize=" + megabytes / 64 + "m", "-XX:MaxHeapSize=" + megabytes * 85 / 100 + "m");
    }

    private static String classPath() {
        return Stream.of(AWSLambda.class, Context.class, ReflectUtil.class, SdkInternalThreadLocal.class)
                .map(FunctionCode::origin)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path library(Path directory) throws IOException {
        String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        String name = "libaws-lambda-jni.linux-" + processor + ".so";
        Path library = directory.resolve(name);
        try (InputStream in = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
            Files.copy(in, library, StandardCopyOption.REPLACE_EXISTING);
        }
        return library;
    }
}
