package dev.parley.conformance.kit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestInstantiationAwareExtension;

/**
 * Gives each test a {@link Stage} on one server that all tests share. Tests therefore use channel
 * and user names of their own; what needs a server to itself starts one with {@link Stage#with}.
 */
public final class OnStage implements ParameterResolver, TestInstantiationAwareExtension {
  private static final Namespace NAMESPACE = Namespace.create(OnStage.class);

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Stage.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ServerUnderTest shared =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .computeIfAbsent(
                "server", _ -> ParleyUnderTest.start(Setup.standard()), ServerUnderTest.class);
    Stage stage = new Stage(shared);
    context.getStore(NAMESPACE).put(context.getUniqueId(), stage);
    return stage;
  }
}
