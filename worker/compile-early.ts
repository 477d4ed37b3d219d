/**
 * Compiles WebAssembly from now on, while other files are still arriving, and has the next `instantiateStreaming`, be
 * that of whatever response, use what was compiled. Rejects where it does not compile.
 */
export async function compileEarly(response: Response): Promise<void> {
  const compiling = WebAssembly.compileStreaming(response);
  const { instantiateStreaming } = WebAssembly;
  WebAssembly.instantiateStreaming = async (_, imports) => {
    WebAssembly.instantiateStreaming = instantiateStreaming;
    const module = await compiling;
    return { module, instance: await WebAssembly.instantiate(module, imports) };
  };
  await compiling;
}
