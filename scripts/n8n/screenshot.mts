// A browser at n8n's editor: pictures of node panels and credential dialogs, and OAuth2's consent.

import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';
import { run } from '../lib/run.mts';
import type { RunningN8n } from './drive.mts';

const width = 1400;
const height = 1000;
/** Height of a window that shows the longest list of actions. */
const LONG_LIST = 4800;
/** Height of a window that shows the whole panel of a node with a long table. */
const LONG_PANEL = 9000;
/** How long anything in the browser may take, in milliseconds. */
const PATIENCE = 3 * 60_000;
/** How long the page of n8n's callback may stay open: where it has an error to tell, it stays. */
const CALLBACK = 60_000;
/** How long what was pressed may take to show, before it is pressed again. */
const MOMENT = 5000;

/** A Chromium on the PATH, or one named by `$CHROMIUM`. */
function findChromium(): string | undefined {
	const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome'];
	const folders = (process.env.PATH ?? '').split(delimiter);
	return [
		process.env.CHROMIUM,
		...names.flatMap((name) => folders.map((at) => join(at, name))),
	].find((file) => file !== undefined && file !== '' && existsSync(file));
}

/** The browser's path; on Debian it is installed when it is missing. */
async function chromiumPath(): Promise<string> {
	const found = findChromium();
	if (found !== undefined) return found;
	if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
		process.stderr.write('Installing Chromium with apt-get …\n');
		const env = { DEBIAN_FRONTEND: 'noninteractive' };
		await run('apt-get', ['update', '-qq'], { env, quiet: true });
		await run('apt-get', ['install', '-y', '-qq', 'chromium'], { env, quiet: true });
		const installed = findChromium();
		if (installed !== undefined) return installed;
	}
	throw new Error('No Chromium was found: install it, or name it in the variable CHROMIUM.');
}

/** The two columns of a node's panel of which pictures are taken. */
const PANEL_PARTS = {
	parameters: '[data-test-id="node-parameters"]',
	output: '[data-test-id="output-panel"]',
} as const;

/** What a picture of a column begins and ends with: texts that stand in it; without them all of it. */
export interface Between {
	from?: string;
	/** It isn't in the picture any more. */
	to?: string;
	/** How high the picture is at most. */
	height?: number;
}

/** The panel of a node, in a window that is high enough for all of it. */
export interface OpenPanel {
	/** Executes the node, and waits for what comes out. */
	execute(): Promise<void>;
	/** Chooses how the output is shown. */
	show(view: 'Schema' | 'Table' | 'JSON' | 'Binary'): Promise<void>;
	/** Writes a PNG of a column, or of a part of it. */
	part(part: keyof typeof PANEL_PARTS, file: string, between?: Between): Promise<void>;
}

/** A workflow that is open in the editor. */
export interface OpenWorkflow {
	/** Opens a node's panel, which stays open until the workflow is closed. */
	panel(nodeName: string): Promise<OpenPanel>;
	/** Opens a node's panel, writes a PNG of the window, closes the panel, and gives its text. */
	nodePanel(nodeName: string, file: string): Promise<string>;
	/** Executes the workflow as its button does, by the keyboard, and waits until every node of it has run. */
	execute(): Promise<void>;
	/** Presses the button that executes the workflow. */
	press(): Promise<void>;
	/** What covers what on the canvas, and which notes have more text than they show. */
	covered(): Promise<string[]>;
	/** Writes a PNG of the workflow on the canvas. */
	canvas(file: string): Promise<void>;
	close(): Promise<void>;
}

/** What the panel of a node shows after it was executed. */
export interface FirstRun {
	/** Rows of the table of its output. */
	rows: number;
	/** The error that stands in place of the table. */
	failure: string | undefined;
	/** How many parameters are marked red. */
	issues: number;
}

export interface Camera {
	openWorkflow(id: string): Promise<OpenWorkflow>;
	/**
	 * Connects a stored OAuth2 credential as a person does: the button in its dialog, "Allow" on the
	 * vendor's consent page, and n8n's callback.
	 * @throws with the callback page's text when n8n didn't get a token.
	 */
	connectOAuth2(id: string): Promise<void>;
	/**
	 * Looks a node up in the node creator of an empty workflow, and writes a PNG of all of its triggers
	 * and actions.
	 * @param node the name that people read
	 * @returns the sentences of the list, in its order
	 */
	nodeCreator(node: string, file: string): Promise<string[]>;
	/**
	 * Adds an action of a node to an empty canvas and executes it, with nothing filled in: a click on the
	 * node, one on the action, one on the button. Writes a PNG of the panel.
	 * @param what names that people read
	 */
	firstRun(what: { node: string; action: string }, file: string): Promise<FirstRun>;
	/** Opens a stored credential's dialog and writes a PNG of the window. */
	credential(id: string, file: string): Promise<void>;
	close(): Promise<void>;
}

/**
 * Does something until it has had its effect: n8n's editor takes no keys and clicks as long as it is
 * being built up, and doesn't say when that is over.
 */
async function until(effect: (timeout: number) => Promise<void>, act: () => Promise<void>) {
	const end = Date.now() + PATIENCE;
	for (;;) {
		await act();
		try {
			return await effect(MOMENT);
		} catch (error) {
			if (Date.now() > end) throw error;
		}
	}
}

/** Hides what lies over the editor and has nothing to do with the node. */
const quietStyle = `
	.el-notification, .el-notification__group, [data-test-id="canvas-chat"],
	[data-test-id="whats-new-modal"], [data-test-id^="assistant-"], [data-test-id="ask-assistant-floating-button"],
	[class*="_callout"][data-test-id*="banner"], #floating-notifications { display: none !important; }
	*, *::before, *::after { animation-duration: 0s !important; transition-duration: 0s !important; }
`;

async function openPage(context: BrowserContext, url: string): Promise<Page> {
	const page = await context.newPage();
	await page.goto(url, { waitUntil: 'domcontentloaded' });
	await page.addStyleTag({ content: quietStyle });
	return page;
}

async function shoot(page: Page, file: string, clip?: Clip): Promise<void> {
	mkdirSync(dirname(file), { recursive: true });
	// Icons and expression previews arrive after the panel itself. n8n's editor never is without a
	// request for long, so there is no event to wait for.
	await page.waitForTimeout(400);
	await page.screenshot({ path: file, ...(clip && { clip }) });
}

/** Runs in the page: where a column of the panel stands, cut to what is between two texts. */
function partOf([selector, { from, to, height }]: [string, Between]): Clip {
	const margin = 14;
	const column = document.querySelector(selector);
	if (!column) throw new Error(`no ${selector}`);
	const box = column.getBoundingClientRect();
	const leaves = Array.from(column.querySelectorAll('*')).filter(
		({ children }) => children.length === 0,
	);
	const topOf = (text: string, below: number) => {
		const tops = leaves
			.filter((leaf) => leaf.textContent?.trim() === text)
			.map((leaf) => leaf.getBoundingClientRect().top)
			.filter((top) => top > below);
		if (tops.length === 0) throw new Error(`"${text}" is not in the panel`);
		return Math.min(...tops);
	};
	const top = from === undefined ? box.top : topOf(from, box.top - 1) - margin;
	const bottom = to === undefined ? box.bottom : topOf(to, top + 2 * margin) - margin / 2;
	return {
		x: box.left,
		y: top,
		width: box.width,
		height: Math.min(bottom - top, height ?? Infinity),
	};
}

interface Clip {
	x: number;
	y: number;
	width: number;
	height: number;
}

/** Runs in the page: where nodes and notes stand, with a margin. */
function contents(): Clip {
	const margin = 40;
	const texts = '[data-test-id="canvas-node"] *, [data-test-id="sticky"]';
	const boxes = Array.from(document.querySelectorAll(texts))
		.map((part) => part.getBoundingClientRect())
		.filter((box) => box.width > 0 && box.height > 0);
	const x = Math.max(0, Math.min(...boxes.map(({ left }) => left)) - margin);
	const y = Math.max(0, Math.min(...boxes.map(({ top }) => top)) - margin);
	const right = Math.min(innerWidth, Math.max(...boxes.map((box) => box.right)) + margin);
	const bottom = Math.min(innerHeight, Math.max(...boxes.map((box) => box.bottom)) + margin);
	return { x, y, width: right - x, height: bottom - y };
}

/** Runs in the page: nodes and their names must not lie over each other or over a note. */
function covered(): string[] {
	const boxOf = (name: string, parts: Element[]) => {
		const boxes = parts.map((part) => part.getBoundingClientRect());
		return {
			name,
			left: Math.min(...boxes.map(({ left }) => left)),
			top: Math.min(...boxes.map(({ top }) => top)),
			right: Math.max(...boxes.map(({ right }) => right)),
			bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
		};
	};
	const all = (selector: string) => Array.from(document.querySelectorAll<HTMLElement>(selector));
	const notes = all('[data-test-id="sticky"]');
	const boxes = [
		...all('[data-test-id="canvas-node"]').map((node) => {
			const texts = Array.from(node.querySelectorAll('*')).filter(
				(part) => part.children.length === 0 && part.textContent?.trim(),
			);
			return boxOf(node.dataset.nodeName ?? '', [node, ...texts]);
		}),
		...notes.map((note) => boxOf('a note', [note])),
	];
	const over = boxes.flatMap((one, index) =>
		boxes
			.slice(index + 1)
			.filter(
				(other) =>
					one.left < other.right &&
					other.left < one.right &&
					one.top < other.bottom &&
					other.top < one.bottom,
			)
			.map((other) => `${one.name} and ${other.name}`),
	);
	const cut = notes.filter((note) =>
		Array.from(note.querySelectorAll('*')).some(
			(part) => part.scrollHeight > part.clientHeight + 2 && part.clientHeight > 0,
		),
	);
	return [...over, ...cut.map(() => 'a note has more text than it shows')];
}

async function openWorkflow(context: BrowserContext, url: string): Promise<OpenWorkflow> {
	const page = await openPage(context, url);
	const nodes = page.locator('[data-test-id="canvas-node"]');
	await nodes.first().waitFor();
	// "1" fits the whole workflow into the window: n8n draws only the nodes that are in sight.
	const fit = async () => {
		await page.keyboard.press('1');
		await page.waitForTimeout(300);
	};
	await fit();
	const panel = page.locator('[data-test-id="ndv"], [data-test-id="node-parameters"]').first();
	const open = async (nodeName: string) => {
		const node = page.locator(
			`[data-test-id="canvas-node"][data-node-name=${JSON.stringify(nodeName)}]`,
		);
		if ((await node.count()) === 0) {
			await until(async (timeout) => await node.waitFor({ state: 'attached', timeout }), fit);
		}
		await until(
			async (timeout) => await panel.waitFor({ timeout }),
			async () => await node.dblclick({ force: true }),
		);
	};
	return {
		async panel(nodeName) {
			await open(nodeName);
			await page.setViewportSize({ width, height: LONG_PANEL });
			const output = page.locator(PANEL_PARTS.output);
			return {
				async execute() {
					await page.locator('[data-test-id="node-execute-button"]').first().click();
					await output.getByText(/^\d+ items?$/).waitFor();
				},
				show: async (view) => await output.getByText(view, { exact: true }).first().click(),
				async part(part, file, between = {}) {
					// What the mouse is over, and what keys go to, shows more.
					await page.mouse.move(0, 0);
					await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
					// Pickers ask for their lists, which move nothing but fill fields.
					await page.waitForTimeout(MOMENT / 2);
					await shoot(
						page,
						file,
						await page.evaluate(partOf, [PANEL_PARTS[part], between] as [string, Between]),
					);
				},
			};
		},
		async nodePanel(nodeName, file) {
			await open(nodeName);
			await shoot(page, file);
			const text = await panel.innerText();
			await until(
				async (timeout) => await panel.waitFor({ state: 'hidden', timeout }),
				async () => await page.keyboard.press('Escape'),
			);
			return text;
		},
		async execute() {
			await page.keyboard.press('Control+Enter');
			const finished = page.locator('[data-test-id="canvas-node-status-success"]');
			await finished.nth((await nodes.count()) - 1).waitFor();
		},
		press: async () =>
			await page.locator('[data-test-id="execute-workflow-button"]').first().click(),
		covered: async () => await page.evaluate(covered),
		async canvas(file) {
			await shoot(page, file, await page.evaluate(contents));
		},
		close: async () => await page.close(),
	};
}

/** Looks a node up in the node creator of an empty canvas, and opens the list of its triggers and actions. */
async function openNodeCreator(page: Page, node: string) {
	const at = (id: string) => page.locator(`[data-test-id="${id}"]`);
	const search = at('node-creator-search-bar');
	await until(
		async (timeout) => await search.waitFor({ timeout }),
		async () => await at('node-creator-plus-button').click(),
	);
	const found = at('item-iterator-item').filter({ hasText: node }).first();
	await until(
		async (timeout) => await found.waitFor({ timeout }),
		async () => await search.fill(node),
	);
	const headings = at('node-creator-category-item');
	await until(
		async (timeout) => await headings.first().waitFor({ timeout }),
		async () => await found.click(),
	);
	// "Triggers (1)", "Actions (17)"; on an empty canvas the actions are folded up.
	const counts = (await headings.allInnerTexts()).map((text) => Number(/\d+/.exec(text)?.[0] ?? 0));
	const listed = at('node-creator-item-name');
	const last = listed.nth(counts.reduce((sum, count) => sum + count, 0) - 1);
	await until(
		async (timeout) => await last.waitFor({ timeout }),
		async () => await headings.filter({ hasText: 'Actions' }).click(),
	);
	return listed;
}

/** The list of a node's triggers and actions, as the node creator shows it. */
async function readNodeCreator(
	context: BrowserContext,
	url: string,
	node: string,
	file: string,
): Promise<string[]> {
	const page = await openPage(context, `${url}/workflow/new`);
	// High enough for all actions: n8n draws those only that are in sight.
	await page.setViewportSize({ width, height: LONG_LIST });
	const listed = await openNodeCreator(page, node);
	await shoot(page, file);
	const texts = await listed.allInnerTexts();
	await page.close();
	return texts.map((text) => text.trim());
}

/** Adds a node's action to an empty canvas, executes it as it is, and reads what its panel shows. */
async function firstRun(
	context: BrowserContext,
	url: string,
	{ node, action }: { node: string; action: string },
	file: string,
): Promise<FirstRun> {
	const page = await openPage(context, `${url}/workflow/new`);
	await page.setViewportSize({ width, height: LONG_LIST });
	const listed = await openNodeCreator(page, node);
	await listed.getByText(action, { exact: true }).click();
	const execute = page.locator('[data-test-id="node-execute-button"]').first();
	await execute.waitFor();
	await page.setViewportSize({ width, height });
	await execute.click();
	const output = page.locator('[data-test-id="output-panel"]');
	const failure = output.locator('[data-test-id="node-error-message"], [class*="errorView"]');
	const rows = output.locator('table tbody tr');
	const nothing = output.getByText('No output data returned');
	await failure.or(rows).or(nothing).first().waitFor();
	const issues = await page.locator('[data-test-id="parameter-issues"]').count();
	await shoot(page, file);
	const seen = {
		rows: await rows.count(),
		failure: (await failure.count()) > 0 ? await failure.first().innerText() : undefined,
		issues,
	};
	await page.close();
	return seen;
}

/** Starts a headless Chromium that is logged in to the given n8n. */
export async function openCamera(n8n: RunningN8n): Promise<Camera> {
	const profile = mkdtempSync(join(tmpdir(), 'kassa-chromium-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: await chromiumPath(),
		headless: true,
		timeout: PATIENCE,
		viewport: { width, height },
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
	context.setDefaultTimeout(PATIENCE);
	const { name, value, browserId } = n8n.session();
	await context.addCookies([{ name, value, url: n8n.url }]);
	// The session is bound to the browser id it was opened with.
	await context.addInitScript((id) => localStorage.setItem('n8n-browserId', id), browserId);

	return {
		nodeCreator: async (node, file) => await readNodeCreator(context, n8n.url, node, file),
		firstRun: async (what, file) => await firstRun(context, n8n.url, what, file),
		openWorkflow: async (id) => await openWorkflow(context, `${n8n.url}/workflow/${id}`),
		async connectOAuth2(id) {
			const page = await openPage(context, `${n8n.url}/home/credentials/${id}`);
			const dialog = page.locator('[data-test-id="editCredential-modal"]');
			const [consent] = await Promise.all([
				page.waitForEvent('popup'),
				dialog
					.getByRole('button', { name: /^(re)?connect/i })
					.first()
					.click(),
			]);
			// The callback page tells the dialog, and closes itself.
			const told = consent.waitForEvent('close', { timeout: CALLBACK }).then(
				() => '',
				async () => await consent.locator('body').innerText(),
			);
			await consent.getByRole('button', { name: 'Allow' }).click();
			const text = await told;
			await page.waitForTimeout(500);
			await page.close();
			const { oauthTokenData } = (
				await n8n.rest<{ data: { oauthTokenData?: unknown } }>(
					'GET',
					`/credentials/${id}?includeData=true`,
				)
			).data;
			if (!oauthTokenData) throw new Error(`not connected: ${text}`);
		},
		async credential(id, file) {
			const page = await openPage(context, `${n8n.url}/home/credentials/${id}`);
			await page.locator('[data-test-id="editCredential-modal"]').waitFor();
			await shoot(page, file);
			await page.close();
		},
		async close() {
			await context.close();
			rmSync(profile, { recursive: true, force: true });
		},
	};
}
